import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// The vendors.
package struct VendorController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/vendors", .vendorRead, "Vendors", self.list),
            .export("/{scope}/vendors.csv", .vendorRead, "Vendors as CSV", self.csv),
            .export("/{scope}/vendors.xlsx", .vendorRead, "Vendors for Excel", self.workbook),
            .page(.get, "/{scope}/vendors/new", .vendorWrite, "Add a vendor", self.blank),
            .page(.post, "/{scope}/vendors", .vendorWrite, "Add a vendor", self.add),
            .page(.get, "/{scope}/vendors/{vendor}", .vendorRead, "A vendor", self.show),
            .page(.get, "/{scope}/vendors/{vendor}/edit", .vendorWrite, "Change a vendor", self.edit),
            .page(.post, "/{scope}/vendors/{vendor}", .vendorWrite, "Change a vendor", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let vendors = try await self.ordering.vendors(
            matching: context.query["q"], status: context.query["status"].flatMap(VendorStatus.init(rawValue:)),
            after: context.query["after"].flatMap { Vendor.ID($0) }, as: context.caller)
        let frame = try await shell
        return context.page(frame, "Vendors") { vendorsPage(frame, context.query, vendors) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) -> ListExport<Vendor> {
        let status = context.query["status"].flatMap(VendorStatus.init(rawValue:))
        return ListExport(
            "vendors",
            columns: [
                .text("Name") { $0.name }, .text("Status") { $0.status.title }, .text("E-mail") { $0.email },
                .text("Phone") { $0.phone }, .text("Account") { $0.accountNumber },
                .text("Terms") { $0.paymentTerms }, .number("Lead time in days") { $0.leadTimeDays },
            ]
        ) { last in
            try await self.ordering.vendors(
                matching: context.query["q"], status: status, after: last?.id, as: context.caller
            ).rows
        }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Add a vendor") { vendorFormPage(context, nil, VendorForm(Form())) }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let form = VendorForm(context.form)
        do {
            let id = try await self.ordering.add(try form.validated(as: .make()), as: context.caller)
            return .redirect(to: .vendor(context.scope, id), flash: "Added; somebody else approves it")
        } catch let errors as FieldErrors {
            return try await self.again(context, nil, form, errors)
        } catch OrderingError.alreadyThere {
            return try await self.again(context, nil, form, FieldErrors("name", "There is a vendor of this name"))
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let (vendor, items, screening) = try await self.ordering.vendorRecord(
            context.parameters.require("vendor"), as: context.caller)
        let frame = try await shell
        return context.page(frame, vendor.name) { vendorPage(frame, vendor, items, screening) }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let vendor = try await self.ordering.vendor(context.parameters.require("vendor"), as: context.caller)
        let frame = try await shell
        return context.page(frame, "Change \(vendor.name)") { vendorFormPage(context, vendor, VendorForm(vendor)) }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Vendor.ID = try context.parameters.require("vendor")
        let form = VendorForm(context.form)
        do {
            try await self.ordering.change(
                try form.validated(as: id, version: context.version()), as: context.caller)
            return .redirect(to: .vendor(context.scope, id), flash: "Saved")
        } catch {
            guard let errors = Self.mistakes(in: error) else { throw error }
            let vendor = try await self.ordering.vendor(id, as: context.caller)
            return try await self.again(context, vendor, form, errors)
        }
    }

    /// What the form is shown again with; what was typed is kept.
    private static func mistakes(in error: any Error) -> FieldErrors? {
        switch error {
        case let errors as FieldErrors: errors
        case OrderingError.alreadyThere: FieldErrors("name", "There is a vendor of this name")
        case OrderingError.stale:
            FieldErrors("name", "Somebody changed this in the meantime: compare it, and save again to keep yours")
        case OrderingError.ownVendor: FieldErrors("status", "Nobody approves the vendor that they entered")
        case OrderingError.ownHold: FieldErrors("status", "Nobody lifts the hold that they put on a vendor")
        case OrderingError.reasonMissing: FieldErrors("reason", "Say why, in words of this change")
        default: nil
        }
    }

    private func again(
        _ context: ScopedContext, _ vendor: Vendor?, _ form: VendorForm, _ errors: FieldErrors
    ) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, vendor == nil ? "Add a vendor" : "Change a vendor", status: .unprocessableContent) {
            vendorFormPage(context, vendor, form, errors)
        }
    }
}
