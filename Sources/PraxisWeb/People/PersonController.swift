import HTML
import HTTPTypes
import Hummingbird
import Postgres
package import PraxisCore

/// A person's record: details, employments, history.
package struct PersonController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/people/{person}", .personRead, "A person", self.show),
            .page(.get, "/{scope}/people/{person}/edit", .personWrite, "Change a person's details", self.edit),
            .page(.post, "/{scope}/people/{person}", .personWrite, "Change a person's details", self.change),
            .page(
                .get, "/{scope}/people/{person}/history", .auditRead, "What happened to a person's record", self.history
            ),
            .page(
                .get, "/{scope}/people/{person}/employments", .employmentWrite, "A person's employments",
                self.employments),
            .page(.post, "/{scope}/people/{person}/employments", .employmentWrite, "Begin an employment", self.employ),
            .page(
                .get, "/{scope}/people/{person}/employments/{employment}/end", .employmentWrite,
                "Ask when an employment ends", self.askEnd),
            .page(
                .post, "/{scope}/people/{person}/employments/{employment}/end", .employmentWrite, "End an employment",
                self.end),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let file = try await self.people.file(context)
        let frame = try await shell
        return context.page(frame, file.person.name) { personPage(frame, file, today: frame.today) }
    }

    @Sendable private func history(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let file = try await self.people.file(context)
        let frame = try await shell
        return context.page(frame, "History of \(file.person.name)") { personHistoryPage(frame, file) }
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let person = try await self.people.file(context).person
        let frame = try await shell
        return context.page(frame, "Change \(person.name)") {
            editPersonPage(context, frame, person, PersonForm(person))
        }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        let form = PersonForm(context.form)
        var errors = FieldErrors()
        do {
            let version = try context.version()
            try await self.people.change(id, to: form.validated(), version: version, as: context.caller)
            return .redirect(to: .person(context.scope, id), flash: "Saved")
        } catch let wrong as FieldErrors {
            errors = wrong
        } catch is VersionConflict {
            async let shell = context.frame()
            let person = try await self.people.file(context).person
            let frame = try await shell
            return context.page(frame, "Change \(person.name)", status: .conflict) {
                editPersonPage(context, frame, person, form, isConflict: true)
            }
        }
        async let shell = context.frame()
        let person = try await self.people.file(context).person
        let frame = try await shell
        return context.page(frame, "Change \(person.name)", status: .unprocessableContent) {
            editPersonPage(context, frame, person, form, errors)
        }
    }

    @Sendable private func employments(request: Request, context: ScopedContext) async throws -> Response {
        try await self.employmentsPage(context, nil)
    }

    private func employmentsPage(
        _ context: ScopedContext, _ sent: EmploymentForm?, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let frame = try await context.frame()
        let form = sent ?? EmploymentForm(startsOn: frame.today.description)
        let file = try await self.people.file(context)
        return context.page(
            frame, "Employments of \(file.person.name)", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { newEmploymentPage(context, frame, file, form, errors) }
    }

    @Sendable private func employ(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        let form = EmploymentForm(
            clinic: context.form["clinic"], position: context.form["position"], startsOn: context.form["starts_on"])
        do {
            _ = try await self.people.employ(id, form.validated(), as: context.caller)
            return .redirect(to: .person(context.scope, id), flash: "Employment added")
        } catch let errors as FieldErrors {
            return try await self.employmentsPage(context, form, errors)
        } catch let error as PostgresError where error.refusal?.code == "person_elsewhere" {
            let sentence = "This person works at another clinic; an administrator of the practice can add this one"
            return try await self.employmentsPage(context, form, FieldErrors("clinic", sentence))
        }
    }

    @Sendable private func askEnd(request: Request, context: ScopedContext) async throws -> Response {
        try await self.endPage(context, nil)
    }

    private func endPage(
        _ context: ScopedContext, _ day: String?, _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        let id: EmploymentRecord.ID = try context.parameters.require("employment")
        async let shell = context.frame()
        let file = try await self.people.file(context)
        let frame = try await shell
        guard let employment = file.employments.first(where: { $0.id == id }) else { throw NotFound() }
        return context.page(
            frame, "End an employment", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            endEmploymentPage(context, frame, file.person, employment, day ?? frame.today.description, errors)
        }
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        let day: LocalDate
        do {
            day = try EmploymentForm.end(context.form["last_day"])
        } catch {
            return try await self.endPage(context, context.form["last_day"], error)
        }
        try await self.people.end(
            try context.parameters.require("employment"), of: id, on: day, version: context.version(),
            as: context.caller)
        return .redirect(
            to: .person(context.scope, id), flash: "Employment ends on \(day.adding(days: -1).readable)")
    }
}

extension PeopleService {
    /// The person of the path.
    func file(_ context: ScopedContext) async throws -> PersonFile {
        let id: PersonRecord.ID = try context.parameters.require("person")
        guard let file = try await self.person(id, as: context.caller) else { throw NotFound() }
        return file
    }
}
