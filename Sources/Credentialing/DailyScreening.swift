import Postgres
package import PraxisCore

/// Once a day: brings in the lists that were dropped, makes the month's comparison where a list for it is there, and
/// compares who is new or changed.
package struct DailyScreening: JobHandler {
    package let kind = "credentialing.screening.daily"
    private let service: CredentialingService
    private let folder: ListFolder?
    private let note: @Sendable (String) -> Void

    /// - Parameters:
    ///   - service: on connections of the job runner's role.
    ///   - folder: where lists are dropped; `nil` where nowhere.
    ///   - note: told what the operator should know.
    package init(
        service: CredentialingService, folder: ListFolder?, note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.service = service
        self.folder = folder
        self.note = note
    }

    package func run(_ job: Job, as caller: Caller) async throws {
        try await self.bringIn(as: caller)
        let asked = (try? job.payload.decoded(as: Asked.self))?.everybody ?? false
        if try await self.service.isRunDue(isAsked: asked, as: caller) {
            _ = try await self.service.screen(on: .schedule, as: caller)
        } else {
            _ = try await self.service.screenChanged(as: caller)
        }
        try await self.service.database.write(as: caller) { try await $0.run(Job.completion) }
    }

    /// What a job may ask for beyond the day's work: a list was withdrawn, so everybody is compared again.
    private struct Asked: Decodable {
        var everybody: Bool?
    }

    /// A file that cannot be used, for whatever reason, is told and left; the next ones come in all the same. Without a
    /// database there is nothing to go on with.
    private func bringIn(as caller: Caller) async throws {
        for upload in self.folder?.uploads() ?? [] {
            do {
                guard try await self.service.isNew(upload, as: caller) else { continue }
                let id = try await self.service.importList(upload, as: caller)
                let list = try await self.service.screeningImport(id, as: caller)
                if list.state == .refused { self.note("\(upload.fileName) was refused: \(list.reason ?? "")") }
            } catch CredentialingError.unusableFile(let failure) {
                try await self.service.refuse(upload, failure, as: caller)
                self.note("\(upload.fileName) was refused: \(failure.message)")
            } catch let error as CredentialingError {
                self.note("\(upload.fileName): \(error)")
            } catch let errors as FieldErrors {
                self.note("\(upload.fileName): \(errors.entries.map(\.message).joined(separator: "; "))")
            } catch let error as CancellationError {
                throw error
            } catch let error as PostgresError where error.isTemporary {
                throw error
            } catch {
                self.note("\(upload.fileName) cannot be read")
            }
        }
    }
}

/// At once: compares who is new, or has another name, birth date or number. Of many changes the first job takes all.
package struct IdentityScreening: JobHandler {
    package let kind = "credentialing.identity.changed"
    private let service: CredentialingService

    /// - Parameter service: on connections of the job runner's role.
    package init(service: CredentialingService) { self.service = service }

    package func run(_ job: Job, as caller: Caller) async throws {
        _ = try await self.service.screenChanged(as: caller)
        try await self.service.database.write(as: caller) { try await $0.run(Job.completion) }
    }
}

extension CredentialingService {
    /// Whether this very file never came in, nor was refused or withdrawn.
    func isNew(_ upload: ListUpload, as caller: Caller) async throws -> Bool {
        let digest = try upload.source.digest()
        let known = try await self.database.read(
            as: caller, ListStore.isKnown(digest, upload.list, anyState: true))
        return known.first?.value == 0
    }

    /// Whether a list came in since everybody was compared last, or the present month has no comparison yet and a list of it or
    /// of the month before is there; or, where that is asked for, whether there is any list.
    func isRunDue(isAsked: Bool, as caller: Caller) async throws -> Bool {
        let overview = try await self.screening(as: caller)
        let lists = overview.imports.filter { $0.isInForce && $0.kind != .reinstatements }
        if isAsked { return !lists.isEmpty }
        guard let month = overview.months.first else { return false }
        let before = month.month.adding(months: -1)
        let current = lists.filter { $0.list != .leie || $0.month >= before }
        let last = overview.runs.first { $0.isCompleted && $0.isOfEverybody }
        let isNew = current.contains { list in last.map { $0.startedAt < list.importedAt } ?? (list.list == .leie) }
        return isNew || month.runs == 0 && current.contains { $0.list == .leie }
    }
}
