import HTML
import Ordering
import PraxisCore

/// The list of vendors.
func vendorsPage(_ frame: Frame, _ query: Form, _ vendors: Listing<Vendor>) -> HTML {
    let path = Place.vendors(frame.scope).path.query("q", query["q"]).query("status", query["status"])
    return group {
        pageHeader("Vendors") {
            if frame.may(.vendorWrite) { buttonLink("Add a vendor", .newVendor(frame.scope), .primary, icon: .plus) }
        }
        filterBar(
            path, query,
            [Chips("Status", name: "status", VendorStatus.allCases.map { Choice($0.rawValue, $0.title) })],
            search: "Name")
        if vendors.rows.isEmpty {
            emptyState("No vendor fits", "Change the filter, or add one.", icon: .truck)
        } else {
            dataTable(
                "Vendors", vendors.rows,
                columns: [
                    Column("Name") { vendor in a(.href(.vendor(frame.scope, vendor.id))) { vendor.name } },
                    .state("Status") { vendorTag($0.status) }, Column("Phone") { $0.phone ?? "" },
                    Column("Terms") { $0.paymentTerms ?? "" },
                    .number("Lead time") { counted($0.leadTimeDays, "day", "days") },
                ])
            pager(
                path, shown: vendors.rows.count, next: vendors.hasMore ? vendors.rows.last?.id.description : nil,
                exports: true)
        }
    }
}

func vendorTag(_ status: VendorStatus) -> HTML {
    switch status {
    case .approved: statusTag(status.title, .ok)
    case .prospect, .inactive: statusTag(status.title)
    case .pendingReview: statusTag(status.title, .info)
    case .onHold: statusTag(status.title, .warn)
    case .blocked: statusTag(status.title, .bad)
    }
}

/// One vendor, and what it sells.
func vendorPage(
    _ frame: Frame, _ vendor: Vendor, _ items: Listing<CatalogItem>, _ screening: VendorScreening?
) -> HTML {
    group {
        pageHeader(
            vendor.name, tag: vendorTag(vendor.status), trail: [Crumb("Vendors", .vendors(frame.scope))]
        ) {
            if frame.may(.vendorWrite) { buttonLink("Change", .editVendor(frame.scope, vendor.id), icon: .pencil) }
        }
        if !vendor.status.mayReceiveOrders {
            notice(.warn, "This vendor gets no new orders") {
                p { "Only approved vendors do. Whoever entered a vendor does not approve it." }
            }
        }
        card("Details") {
            summaryList([
                Fact("Email", vendor.email), Fact("Phone", vendor.phone), Fact("Our account", vendor.accountNumber),
                Fact("Payment terms", vendor.paymentTerms),
                Fact("Lead time", counted(vendor.leadTimeDays, "day", "days")),
                Fact("Note", vendor.note), Fact("Reason of its status", vendor.statusReason),
                Fact("Exclusion lists") { screeningTag(screening, frame.today) },
            ])
        }
        card("Catalog") {
            if items.rows.isEmpty {
                emptyState("Nothing in the catalog yet", icon: .package)
            } else {
                itemTable(frame, items.rows)
            }
        }
    }
}

/// What screening says of a vendor.
private func screeningTag(_ screening: VendorScreening?, _ today: LocalDate) -> HTML {
    switch screening?.state {
    case .clear: statusTag("On none", .ok)
    case .pending: statusTag("A match is under review", .warn)
    case .excluded:
        if let day = screening?.excludedOn {
            statusTag(day > today ? "Excluded from \(day.readable)" : "Excluded since \(day.readable)", .bad)
        } else {
            statusTag("Excluded", .bad)
        }
    case nil: span(.class("muted")) { "not told" }
    }
}

/// The form of a vendor, new or known.
func vendorFormPage(
    _ context: ScopedContext, _ vendor: Vendor?, _ form: VendorForm, _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let scope = context.scope
    let place = vendor.map { Place.vendor(scope, $0.id) } ?? .vendors(scope)
    return group {
        pageHeader(
            vendor == nil ? "Add a vendor" : "Change \(vendor?.name ?? "")", trail: [Crumb("Vendors", .vendors(scope))])
        errorSummary(errors)
        postForm(context, place) {
            if let vendor { input(.type("hidden"), .name("version"), .value(String(vendor.version))) }
            textField(Field("name", "Name", value: form.name, errors: errors), .required())
            if vendor != nil {
                selectField(
                    Field("status", "Status", value: form.status, errors: errors),
                    VendorStatus.allCases.map { Choice($0.rawValue, $0.title) })
                textField(
                    Field(
                        "reason", "Reason of a new status", value: form.statusReason,
                        hint: "To stop a vendor, or to lift what somebody else imposed", errors: errors,
                        isOptional: true))
            }
            fieldRow {
                field(
                    Field("email", "E-mail for orders", value: form.email, errors: errors, isOptional: true),
                    type: "email")
                field(Field("phone", "Phone", value: form.phone, errors: errors, isOptional: true), type: "tel")
            }
            fieldRow {
                textField(
                    Field(
                        "account_number", "Our account number", value: form.accountNumber, errors: errors,
                        isOptional: true))
                textField(
                    Field("payment_terms", "Payment terms", value: form.paymentTerms, errors: errors, isOptional: true))
                numberField(Field("lead_time_days", "Lead time in days", value: form.leadTimeDays, errors: errors))
            }
            textArea(Field("note", "Note", value: form.note, errors: errors, isOptional: true))
            formActions {
                submit("Save")
                cancelLink(place)
            }
        }
    }
}
