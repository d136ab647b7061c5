import Foundation
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The board of expirables` {
    private func line(
        _ world: World, _ person: Person.ID, _ type: String = "medical_license", as account: String = "specialist",
        _ scope: Scope = .all
    ) async throws -> BoardLine {
        let filter = BoardFilter(type: type, person: person)
        let lines = try await world.service.boardLines(filter, limit: 10, as: world.caller(account, scope))
        #expect(lines.count == 1)
        return try #require(lines.first)
    }

    @Test func `C2 Overlapping renewal is one line that ends with the later term`() async throws {
        let world = try await World()
        let (past, soon, late) = (try await world.day(-700), try await world.day(10), try await world.day(700))
        let rao = try await world.physician("Rao", "CO", "\(past)..\(soon)", "\(try await world.day(-20))..\(late)")
        let line = try await self.line(world, rao)
        #expect(line.coveredUntil?.description == late)
        #expect(line.bucket == .later)
        #expect(!line.isRenewalClaimed)
    }

    @Test func `C3 Renewal uploaded, not verified, is shown as claimed and clears nobody until a check`() async throws {
        let world = try await World()
        let (yesterday, begun, late) = (try await world.day(-1), try await world.day(-30), try await world.day(700))
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(yesterday)")
        #expect(try await self.line(world, rao).bucket == .expired)
        #expect(try await self.line(world, rao).isRenewalClaimed == false)
        let license = try await self.line(world, rao).credential
        let term = try await world.service.add(
            try TermDraft { ["issued": begun, "expires": late][$0] }, to: license, of: rao,
            as: world.caller("manager"))
        var line = try await self.line(world, rao)
        #expect(line.bucket == .unverified)
        #expect(line.isRenewalClaimed)
        #expect(line.coveredUntil?.description == yesterday)
        let today = try await world.day(0)
        var answer = try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00")
        #expect(answer.verdict == .blocked)
        #expect(answer.reasons.contains { $0.requirement == "medical_license" && $0.state == "unverified" })
        let check = try VerificationDraft {
            ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-77"][$0]
        }
        _ = try await world.service.verify(term, of: rao, check, as: world.caller("specialist"))
        line = try await self.line(world, rao)
        #expect(line.bucket == .later)
        #expect(!line.isRenewalClaimed)
        answer = try await world.clearance(rao, "\(begun) 08:00", "\(begun) 16:00")
        #expect(answer.verdict == .cleared)
    }

    @Test func `C3: a renewal that is verified late keeps its unverified days in the file`() async throws {
        let world = try await World()
        let (ended, begun) = (try await world.day(-10), try await world.day(-9))
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(ended)")
        let license = try await self.line(world, rao).credential
        let term = try await world.service.add(
            try TermDraft { ["issued": begun, "expires": "2099-12-31"][$0] }, to: license, of: rao,
            as: world.caller("manager"))
        let fields = ["method": "web", "source": "Board", "result": "confirmed", "reference": "V-1"]
        _ = try await world.service.verify(
            term, of: rao, try VerificationDraft { fields[$0] }, as: world.caller("specialist"))
        #expect(try await world.clearance(rao, "\(begun) 08:00", "\(begun) 16:00").verdict == .cleared)
        let holes = try await world.service.file(of: rao, as: world.caller("specialist")).holes(of: license)
        #expect(holes.map(\.kind) == [.unverified] && holes.first?.first.description == begun)
    }

    @Test func `a renewal that its source does not know is claimed no longer`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(try await world.day(20))")
        let license = try await self.line(world, rao).credential
        let term = try await world.term("\(try await world.day(0))..\(try await world.day(700))?", of: license, rao)
        #expect(try await self.line(world, rao).isRenewalClaimed)
        let check = try VerificationDraft { ["method": "web", "source": "Board", "result": "not_found"][$0] }
        _ = try await world.service.verify(term, of: rao, check, as: world.caller("specialist"))
        #expect(try await self.line(world, rao).isRenewalClaimed == false)
    }

    @Test(arguments: [
        (-1, BoardBucket.expired), (0, .within30), (30, .within30), (31, .within60), (60, .within60), (61, .within90),
        (90, .within90), (91, .later),
    ])
    func `puts the last day into its bucket`(ahead: Int, bucket: BoardBucket) async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..\(try await world.day(ahead))")
        let line = try await self.line(world, rao)
        #expect(line.bucket == bucket)
        #expect(line.daysLeft == ahead)
    }

    @Test func `ends coverage where a known suspension begins, and without a last day never`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31")
        let license = try await self.line(world, rao).credential
        let suspended = try await world.day(40)
        _ = try await world.service.add(
            try StatusDraft { ["status": "suspended", "starts": suspended, "source": "Order"][$0] }, to: license,
            of: rao,
            as: world.caller("specialist"))
        let line = try await self.line(world, rao)
        #expect(line.coveredUntil?.description == (try await world.day(39)))
        #expect(line.bucket == .within60)
        let nurse = try await world.person("Noa", "Nurse", role: "registered_nurse", at: "denver")
        try await world.credential("bls", of: nurse, "2020-01-01..")
        #expect(try await self.line(world, nurse, "bls").bucket == .noExpiry)
        try await world.credential("acls", of: nurse, "2020-01-01..2099-12-31?")
        #expect(try await self.line(world, nurse, "acls").bucket == .unverified)
    }

    @Test func `C4 Two states, two clinics: each manager sees the own clinic's consequence`() async throws {
        let world = try await World()
        try await world.addAccount("southern", "site_manager", clinic: "phoenix")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31", at: ["denver", "phoenix"])
        try await world.credential(
            "medical_license", "AZ", of: rao, "2020-01-01..\(try await world.day(-1, at: "phoenix"))")
        for clinic in ["denver", "phoenix"] {
            for ahead in 1...2 {
                let day = try await world.day(ahead, at: clinic)
                try await world.assign(
                    rao, at: clinic, "\(day) \(clinic == "denver" ? "06" : "13"):00",
                    "\(day) \(clinic == "denver" ? "10" : "18"):00")
            }
        }
        let today = try await world.day(0)
        #expect(try await world.clearance(rao, "\(today) 08:00", "\(today) 09:00").verdict == .cleared)
        let southern = try await world.clearance(rao, at: "phoenix", "\(today) 08:00", "\(today) 09:00", as: "southern")
        #expect(southern.verdict == .blocked)
        // The managers, each with the own part; the specialist, with the whole.
        let denver = try await world.service.uncoveredShifts(as: world.caller("manager"))
        #expect(denver.isEmpty)
        let phoenix = try await world.service.uncoveredShifts(as: world.caller("southern"))
        #expect(
            LapseTotal(phoenix) == LapseTotal(try await world.service.uncoveredShifts(as: world.caller("specialist"))))
        #expect(phoenix.map(\.clinicSlug.description) == ["phoenix", "phoenix"])
        #expect(phoenix.allSatisfy { $0.isBlocked && $0.type == "Medical license" })
        let board = try await world.service.board(BoardFilter(person: rao), as: world.caller("southern"))
        #expect(Set(board.lines.map(\.clinicSlug.description)) == ["phoenix"])
        #expect(board.lines.map(\.impact.blocked).reduce(0, +) == 2)
        #expect(board.total.shifts == 2)
        #expect(board.total.clinics == 1)
        #expect(board.months.count == 12)
    }

    @Test func `what is done in a shift decides whether a lapse takes it`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2099-12-31")
        let registration = try await world.credential("dea", "CO", of: rao, "2020-01-01..2099-12-31")
        try await world.assign(
            rao, to: try await world.shift(on: today.adding(days: 2), services: ["controlled_substances"]))
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: 3)))
        #expect(try await world.service.uncoveredShifts(as: world.caller("manager")).isEmpty)
        try await world.bar("suspended", registration, of: rao, from: today)
        let uncovered = try await world.service.uncoveredShifts(as: world.caller("manager"))
        #expect(uncovered.map(\.day) == [today.adding(days: 2)])
        #expect(uncovered.map(\.credential) == [registration] && uncovered.allSatisfy(\.isBlocked))
    }
}
