import Postgres
package import PraxisCore

extension CredentialingService {
    /// People whose files the caller may put into a binder.
    package func binderCandidates(as caller: Caller) async throws -> [BinderCandidate] {
        try await self.database.read(as: caller, BinderStore.candidates(in: caller.scope))
    }

    /// Opens files for a survey: without their confidential compartments, even for those who may open them. That each of them is opened stands in its audit trail before it is read.
    ///
    /// - Throws: `FieldErrors` where nobody is to be found, or somebody chosen is not among those who are.
    package func binder(_ request: BinderRequest, at now: Instant, as caller: Caller) async throws -> Binder {
        let candidates = try await self.binderCandidates(as: caller).map(\.id)
        let picked = try request.people(among: candidates)
        let id = try await self.write(as: caller) { transaction in
            let id = Binder.ID.make()
            for person in picked {
                try await transaction.run(
                    AuditEvent(
                        "credentialing.file.open", "person", person.uuid,
                        after: try JSONText(["purpose": request.purpose, "binder": id.description])
                    ).append)
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.binder.create", "binder", id.uuid,
                    after: try JSONText(["purpose": request.purpose, "files": String(picked.count)])
                ).append)
            return id
        }
        var files: [CredentialFile] = []
        for person in picked { files.append(try await self.file(of: person, as: caller).forSurvey) }
        return Binder(
            id: id, request: request, preparedAt: now, population: candidates.count, files: files,
            screenings: try await self.database.read(as: caller, BinderStore.screenings()))
    }
}

extension BinderRequest {
    /// Those whom the request means, in the order of the candidates for chosen ones.
    ///
    /// - Throws: `FieldErrors` where that is nobody, or somebody who is not among them.
    func people(among candidates: [Person.ID]) throws(FieldErrors) -> [Person.ID] {
        guard !candidates.isEmpty else { throw FieldErrors("count", "Nobody is appointed here") }
        switch self.selection {
        case .random(let count, let seed): return BinderSample.pick(count, of: candidates, seed: seed)
        case .chosen(let chosen):
            let people = candidates.filter(chosen.contains)
            guard people.count == chosen.count else {
                throw FieldErrors("people", "Somebody you chose is not appointed here any more; choose again")
            }
            return people
        }
    }
}
