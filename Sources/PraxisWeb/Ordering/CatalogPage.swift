import HTML
import Ordering
import PraxisCore

/// The list of what vendors sell.
func catalogPage(_ frame: Frame, _ query: Form, _ items: Listing<CatalogItem>) -> HTML {
    let path = Place.catalog(frame.scope).path.query("q", query["q"])
    return group {
        pageHeader("Catalog") {
            if frame.may(.catalogWrite) { buttonLink("Add an item", .newItem(frame.scope), .primary, icon: .plus) }
        }
        filterBar(path, query, search: "Name or number")
        if items.rows.isEmpty {
            emptyState("Nothing fits", "Change the filter, or add an item.", icon: .package)
        } else {
            itemTable(frame, items.rows)
            pager(
                path, shown: items.rows.count, next: items.hasMore ? items.rows.last?.id.description : nil,
                exports: true)
        }
    }
}

/// Items with their packs and prices.
func itemTable(_ frame: Frame, _ items: [CatalogItem]) -> HTML {
    let mayChange = frame.may(.catalogWrite)
    return dataTable(
        "Items", items,
        columns: [
            Column("Item") { item in
                if mayChange { a(.href(.item(frame.scope, item.id))) { item.name } } else { HTML(item.name) }
                if !item.isActive { statusTag("Not sold") }
            },
            Column("Vendor") { $0.vendorName }, Column("Number") { item in span(.class("nowrap")) { item.sku } },
            Column("Pack") { item in span(.class("nowrap")) { item.pack.description } },
            Column("Account") { $0.ledgerCode },
            .number("Price") { $0.unitPrice.readable },
        ])
}

/// The form of an item, new or known.
func itemFormPage(
    _ context: ScopedContext, _ item: CatalogItem?, _ form: ItemForm,
    _ choices: (vendors: [Vendor], accounts: [BuyingAccount], services: [ItemService]), _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(item == nil ? "Add an item" : "Change an item", trail: [Crumb("Catalog", .catalog(scope))])
        errorSummary(errors)
        postForm(context, item.map { .item(scope, $0.id) } ?? .catalog(scope)) {
            if let item {
                input(.type("hidden"), .name("version"), .value(String(item.version)))
                input(.type("hidden"), .name("vendor"), .value(item.vendor.description))
                input(.type("hidden"), .name("sku"), .value(item.sku))
                p { "\(item.vendorName), number \(item.sku)" }
            } else {
                selectField(
                    Field("vendor", "Vendor", value: form.vendor, errors: errors),
                    choices.vendors.map { Choice($0.id.description, $0.name) }, blank: "Choose a vendor", search: true)
                textField(Field("sku", "The vendor's number", value: form.sku, errors: errors))
            }
            textField(Field("name", "Name", value: form.name, errors: errors))
            fieldRow {
                selectField(
                    Field("unit", "Sold as", value: form.unit ?? "EA", errors: errors),
                    UnitOfMeasure.allCases.map { Choice($0.rawValue, $0.name) })
                numberField(Field("pack_size", "Pieces in it", value: form.packSize ?? "1", errors: errors))
                moneyField(Field("unit_price", "Price", value: form.unitPrice, errors: errors))
            }
            selectField(
                Field("account", "Account that pays", value: form.account, errors: errors),
                choices.accounts.map { Choice($0.code, "\($0.code) \($0.name)") }, blank: "Choose an account",
                search: true)
            selectField(
                Field(
                    "service", "Used for", value: form.service,
                    hint: "Orders warn where the clinic lacks the certificate for it", errors: errors, isOptional: true),
                choices.services.map { Choice($0.code, $0.name) }, blank: "Nothing that needs a certificate")
            if item != nil { checkbox("active", "Still sold", isOn: form.isActive) }
            formActions {
                submit("Save")
                cancelLink(.catalog(scope))
            }
        }
    }
}
