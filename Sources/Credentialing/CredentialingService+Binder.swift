import Postgres
package import PraxisCore

extension CredentialingService {
    /// People whose files the caller may put into a binder.
    package func binderPopulation(as caller: Caller) async throws -> BinderPopulation {
        try await self.database.read(as: caller) { transaction in
            guard let period = try await transaction.fetch(BinderStore.period()).first else {
                throw CredentialingError.unknown
            }
            return BinderPopulation(
                since: period.since, asOf: period.asOf,
                candidates: try await transaction.fetch(BinderStore.candidates(since: period.since, in: caller.scope)))
        }
    }

    /// Opens files for a survey: without their confidential compartments, even for those who may open them. That each of
    /// them is opened, and how they were picked, stands in the trail before they are read.
    ///
    /// - Throws: `FieldErrors` where nobody is to be found, somebody chosen is not among those who are, or the documents
    ///   are more than a binder takes.
    package func binder(_ request: BinderRequest, at now: Instant, as caller: Caller) async throws -> Binder {
        let population = try await self.binderPopulation(as: caller)
        let picked = try request.people(among: population.people)
        var documents: [Person.ID: [BinderDocument]] = [:]
        for person in picked {
            documents[person] = try await self.database.read(as: caller, BinderStore.documents(of: person))
        }
        try request.refuseExcess(documents.values.flatMap(\.self))
        let id = try await self.record(request, picked, of: population, documents, as: caller)
        var files: [BinderFile] = []
        for person in picked {
            let (items, checks, decisions) = try await self.database.read(
                as: caller, BinderStore.items(of: person), BinderStore.checks(of: person),
                BinderStore.decisions(of: person))
            files.append(
                BinderFile(
                    file: try await self.file(of: person, as: caller).forSurvey, items: items, checks: checks,
                    decisions: decisions, documents: documents[person] ?? []))
        }
        return Binder(
            id: id, request: request, preparedAt: now, population: population, files: files,
            screenings: try await self.database.read(as: caller, BinderStore.screenings()))
    }

    private func record(
        _ request: BinderRequest, _ picked: [Person.ID], of population: BinderPopulation,
        _ documents: [Person.ID: [BinderDocument]], as caller: Caller
    ) async throws -> Binder.ID {
        // Who asks again opens the files again.
        try await self.write(as: caller.withoutKey) { transaction in
            let id = Binder.ID.make()
            for person in picked {
                try await transaction.run(
                    AuditEvent(
                        "credentialing.file.open", "person", person.uuid,
                        after: try JSONText([
                            "purpose": request.purpose, "binder": id.description,
                            "documents": String(documents[person]?.count ?? 0),
                        ])
                    ).append)
            }
            var facts = [
                "purpose": request.purpose, "files": String(picked.count),
                "population": String(population.candidates.count),
                "since": population.since.description,
                "documents": String(documents.values.reduce(0) { $0 + $1.count }),
            ]
            if case .random(_, let seed) = request.selection { facts["seed"] = seed }
            try await transaction.run(
                AuditEvent("credentialing.binder.create", "binder", id.uuid, after: try JSONText(facts)).append)
            return id
        }
    }

    /// The bytes of a document of a binder. Its opening is recorded in the transaction that hands them out.
    package func open(_ document: BinderDocument, of binder: Binder, as caller: Caller) async throws -> [UInt8] {
        let purpose = "Survey binder: \(binder.request.purpose)"
        return try await self.write(as: caller.withoutKey) { transaction in
            let found: KeptBytes?
            switch document.origin {
            case .file:
                let opening = DocumentStore.OpeningID.make()
                try await transaction.run(
                    DocumentStore.open(opening, document.id, of: document.person, purpose: purpose))
                found = try await transaction.fetch(DocumentStore.bytes(opening)).first
            case .evidence:
                found = try await transaction.fetch(BinderStore.evidence(document, purpose: purpose)).first
                try await transaction.run(
                    AuditEvent(
                        "credentialing.file.evidence", "evidence", document.id.uuid,
                        after: try JSONText(["person": document.person.description, "name": document.name]),
                        reason: purpose
                    ).append)
            }
            guard let bytes = found?.bytes else { throw CredentialingError.unknown }
            return bytes
        }
    }
}

extension BinderRequest {
    /// Those whom the request means, in the order of the candidates for chosen ones.
    ///
    /// - Throws: `FieldErrors` where that is nobody, or somebody who is not among them.
    func people(among candidates: [Person.ID]) throws(FieldErrors) -> [Person.ID] {
        guard !candidates.isEmpty else {
            throw FieldErrors("count", "Nobody was appointed here or decided on in three years")
        }
        switch self.selection {
        case .random(let count, let seed): return BinderSample.pick(count, of: candidates, seed: seed)
        case .chosen(let chosen):
            let people = candidates.filter(chosen.contains)
            guard people.count == chosen.count else {
                throw FieldErrors(
                    "people", "Somebody you chose is not among those of the last three years; choose again")
            }
            return people
        }
    }

    /// Refuses more documents than a binder takes, in words and numbers.
    func refuseExcess(_ documents: [BinderDocument]) throws(FieldErrors) {
        let size = documents.reduce(0) { $0 + $1.size }
        guard size > Binder.documentLimit else { return }
        let field = if case .random = self.selection { "count" } else { "people" }
        throw FieldErrors(
            field,
            "These files hold \(size >> 20) MB of documents and a binder takes \(Binder.documentLimit >> 20) MB; take fewer"
        )
    }
}
