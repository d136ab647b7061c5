import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What was known of a person` {
    /// A physician whose license seems to have ended ten days ago, and the credential.
    private func lapsed(_ world: World) async throws -> (rao: Person.ID, license: Credential.ID, today: LocalDate) {
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(today.adding(days: -10))")
        let license = try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(rao) AND type_code = 'medical_license'",
                as: Credential.ID.self))
        return (rao, license, today)
    }

    @Test func `R17: a license corrected after the fact was expired then and is covered now, for the same day`()
        async throws
    {
        let world = try await World()
        let (rao, license, today) = try await self.lapsed(world)
        try await world.addAccount("colleague", "credentialing_specialist")
        let day = today.adding(days: -5)
        let before = try await world.mark()
        let wrong = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).terms(of: license).first)
        let fields = [
            "issued": "2020-01-01", "expires": today.adding(days: 300).description, "supersedes": wrong.id.description,
            "reason": "Misread",
        ]
        let term = try await world.service.add(
            try TermDraft { fields[$0] }, to: license, of: rao, as: world.caller("specialist"))
        let corrected = try await world.mark()
        let check = ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-77"]
        _ = try await world.service.verify(
            term, of: rao, try VerificationDraft { check[$0] }, as: world.caller("colleague"))
        let now = try await world.mark()

        #expect(try await world.clearance(rao, day, known: before).reasons.map(\.state) == ["expired"])
        #expect(try await world.clearance(rao, day, known: corrected).reasons.map(\.state) == ["unverified"])
        #expect(try await world.clearance(rao, day, known: now).verdict == .cleared)

        let then = try await world.file(rao, day, known: before)
        #expect(then.terms(of: license).map(\.expiresOn) == [today.adding(days: -10)])
        #expect(then.standing(of: license) == .none)
        #expect(then.clearances.map(\.answer.verdict) == [.blocked])
        #expect(then.later.map(\.kind) == [.term, .verification])
        #expect(then.later.map(\.isCorrection) == [true, false])
        #expect(then.later.map(\.reason) == ["Misread", nil])
        #expect(then.later.map(\.recordedBy) == ["specialist", "colleague"])
        let between = try await world.file(rao, day, known: corrected)
        #expect(between.standing(of: license) == .unverified && between.later.map(\.kind) == [.verification])
        let last = try await world.file(rao, day, known: now)
        #expect(last.terms(of: license).map(\.id) == [term] && last.standing(of: license) == .covered)
        #expect(last.later.isEmpty && last.clearances.map(\.answer.verdict) == [.cleared])
    }

    @Test func `a suspension recorded late bars the days that it is for, from when it was recorded`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let license = try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(rao) AND type_code = 'medical_license'",
                as: Credential.ID.self))
        let day = today.adding(days: -15)
        let before = try await world.mark()
        let action = ["status": "suspended", "starts": today.adding(days: -20).description, "source": "Board"]
        let span = try await world.service.add(
            try StatusDraft { action[$0] }, to: license, of: rao, as: world.caller("specialist"))
        let barred = try await world.mark()
        // What barred somebody is shortened by a second person, after the source was asked again.
        try await world.addAccount("colleague", "credentialing_specialist")
        let term = try #require(
            try await world.service.file(of: rao, as: world.caller("specialist")).terms(of: license).first)
        let check = ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-77"]
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { check[$0] }, as: world.caller("specialist"))
        let ended = action.merging([
            "ends": today.adding(days: -16).description, "supersedes": span.description, "reason": "The board wrote",
        ]) { $1 }
        _ = try await world.service.add(
            try StatusDraft { ended[$0] }, to: license, of: rao, as: world.caller("colleague"))
        let now = try await world.mark()

        #expect(try await world.clearance(rao, day, known: before).verdict == .cleared)
        #expect(try await world.clearance(rao, day, known: barred).reasons.map(\.state) == ["suspended"])
        #expect(try await world.clearance(rao, day, known: now).verdict == .cleared)
        #expect(try await world.clearance(rao, today.adding(days: -18), known: now).verdict == .blocked)
        let file = try await world.file(rao, day, known: barred)
        #expect(file.standing(of: license) == .barred && file.statuses.map(\.endsOn) == [nil])
        #expect(file.later.map(\.kind) == [.verification, .status] && file.later.map(\.isCorrection) == [false, true])
        #expect(try await world.file(rao, day, known: before).statuses.isEmpty)
    }

    @Test func `a check that was replaced counted until it was`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" })
        let term = try #require(file.terms(of: license.id).first)
        let first = try #require(file.verifications(of: term.id).first)
        let before = try await world.mark()
        let check = [
            "method": "phone", "source": "Board", "result": "mismatch", "supersedes": first.id.description,
            "spoken_to": "Ms. Clerk", "reason": "Misheard",
        ]
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { check[$0] }, as: world.caller("specialist"))
        let now = try await world.mark()

        #expect(try await world.clearance(rao, today, known: before).verdict == .cleared)
        #expect(try await world.clearance(rao, today, known: now).reasons.map(\.state) == ["unverified"])
        let then = try await world.file(rao, today, known: before)
        #expect(then.verifications(of: license.id).map(\.isSuperseded) == [false])
        #expect(then.terms(of: license.id).map(\.isVerified) == [true])
        let later = try await world.file(rao, today, known: now)
        #expect(Set(later.verifications(of: license.id).map(\.isSuperseded)) == [false, true])
        #expect(later.terms(of: license.id).map(\.result) == [.mismatch])
    }

    @Test func `an override that was revoked waived what it waived until then`() async throws {
        let world = try await World()
        let today = try await world.today()
        try await world.require("acls")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.credential("acls", of: rao, "2020-01-01..\(today.adding(days: -3))")
        let day = today.adding(days: 2)
        let shift = try await world.shift(on: day)
        let fields = ["requirement": "acls", "reason": "The course is booked for Friday"]
        let asked = try await world.mark()
        let id = try await world.service.request(
            try OverrideDraft({ fields[$0] }, for: rao, during: .shift(shift)),
            as: world.caller("manager", .clinic(try #require(Slug("denver")))))
        try await world.service.decide(id, .approved, note: nil, after: 0, as: world.caller("director"))
        let approved = try await world.mark()
        try await world.service.decide(id, .revoked, note: "Hired", after: 1, as: world.caller("administrator"))
        let now = try await world.mark()

        let zone = try #require(Zone("America/Denver"))
        let start = zone.start(of: day)
        let interval = (from: start.adding(minutes: 8 * 60), until: start.adding(minutes: 16 * 60))
        let answers = [
            try await world.clearance(rao, day, known: asked, during: interval),
            try await world.clearance(rao, day, known: approved, during: interval),
            try await world.clearance(rao, day, known: now, during: interval),
        ]
        #expect(answers.map(\.verdict) == [.blocked, .warn, .blocked])
        #expect(answers[1].reasons.map(\.overrideID) == [id])
        #expect(try await world.file(rao, day, known: approved).overrides.map(\.id) == [id])
        #expect(try await world.file(rao, day, known: now).overrides.isEmpty)
        let since = try await world.file(rao, day, known: asked).later
        #expect(since.map(\.sentence).map { $0.split(separator: " ").last } == ["approved", "revoked"])
    }

    @Test func `nothing is known before anything was recorded, and a person who is not there stays unknown`()
        async throws
    {
        let world = try await World()
        let (rao, _, today) = try await self.lapsed(world)
        let epoch = try #require(Instant("2024-02-29T12:00:00Z"))
        let file = try await world.file(rao, today, known: epoch)
        #expect(file.credentials.isEmpty && file.clearances.isEmpty && !file.later.isEmpty)
        #expect(try await world.clearance(rao, today, known: epoch).verdict == .blocked)
        await #expect(throws: CredentialingError.unknown) {
            try await world.file(.make(), today, known: epoch)
        }
        // A manager elsewhere is not told that there is such a person.
        try await world.addAccount("phoenix", "site_manager", clinic: "phoenix")
        await #expect(throws: CredentialingError.unknown) {
            try await world.file(rao, today, known: epoch, as: "phoenix")
        }
    }
}
