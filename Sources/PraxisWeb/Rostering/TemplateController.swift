import HTML
import HTTPTypes
import Hummingbird
import PraxisCore
import Rostering

/// Shift templates of a clinic: wall times, role and need.
struct TemplateController: Controller {
    let roster: RosterService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/shift-templates", .shiftRead, "Shift templates", self.list),
            .page(.post, "/{scope}/shift-templates", .shiftWrite, "Add a shift template", self.create),
            .page(
                .post, "/{scope}/shift-templates/{template}/retirement", .shiftWrite, "Take a template out of use",
                self.retire),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, Form(), FieldErrors())
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let services = try await self.roster.services(as: context.caller)
            try await self.roster.addTemplate(try TemplateForm.template(context.form, services), as: context.caller)
            return .redirect(to: Place.shiftTemplates(context.scope), flash: "Template added")
        } catch let errors as FieldErrors {
            return try await self.page(context, context.form, errors)
        } catch RosterError.templateNameTaken {
            return try await self.page(
                context, context.form, FieldErrors("name", "There is a template of this name. Choose another name"))
        }
    }

    @Sendable private func retire(request: Request, context: ScopedContext) async throws -> Response {
        try await self.roster.retireTemplate(try context.parameters.require("template"), as: context.caller)
        return .redirect(to: Place.shiftTemplates(context.scope), flash: "Template out of use; its shifts stay")
    }

    private func page(_ context: ScopedContext, _ form: Form, _ errors: FieldErrors) async throws -> Response {
        async let shell = context.frame()
        let (clinic, templates) = try await self.roster.templates(as: context.caller)
        let services = try await self.roster.services(as: context.caller)
        let frame = try await shell
        return context.page(frame, "Shift templates", status: errors.isEmpty ? .ok : .unprocessableContent) {
            templatesPage(context, frame, clinic, templates, services, form, errors)
        }
    }
}

/// What the form for a template sends.
enum TemplateForm {
    static func template(_ form: Form, _ known: [ShiftService]) throws(FieldErrors) -> ShiftTemplate {
        var errors = FieldErrors()
        let name = errors.check(
            "name", form["name"], { $0.count <= 60 ? $0 : nil }, else: "Enter a name of at most 60 letters")
        let role = errors.check("role", form["role"], ClinicalRole.init, else: "Choose a role")
        let starts = errors.check(
            "starts", form["starts"], TimeOfDay.init, else: "Enter a start time, such as 8:00 AM")
        let ends = errors.check("ends", form["ends"], TimeOfDay.init, else: "Enter an end time, such as 4:30 PM")
        let policy = errors.check(
            "end_policy", form["end_policy"] ?? "keep_end", WallHours.EndPolicy.init(rawValue:),
            else: "Choose what gives way when the clocks change")
        let rest = errors.check(
            "break", form["break"] ?? "0", { Int($0).flatMap { (0...480).contains($0) ? $0 : nil } },
            else: "Enter whole minutes, from 0 to 480")
        let need = errors.check(
            "need", form["need"] ?? "1", { Int($0).flatMap { (1...99).contains($0) ? $0 : nil } },
            else: "Enter how many people it takes, from 1 to 99")
        let services = Array(Set(form.all("services[]").filter { !$0.isEmpty })).sorted()
        if services.contains(where: { code in !known.contains { $0.code == code } }) {
            errors.add("services", "Choose among the services that there are")
        }
        guard errors.isEmpty, let name, let role, let starts, let ends, let policy, let rest, let need else {
            throw errors
        }
        return ShiftTemplate(
            id: .make(), name: name, role: role, hours: WallHours(starts, ends, policy), breakMinutes: rest, need: need,
            services: services)
    }
}
