import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Rules as data` {
    private let age = RuleKey("ncqa.verification_age")!

    @Test func `is applied by something, or says that it is there for reference`() async throws {
        let world = try await World()
        let root = URL(filePath: TestCluster.sqlDirectory).deletingLastPathComponent()
        var text = ""
        for folder in ["sql/contracts", "Sources/Credentialing"] {
            let files = FileManager.default.enumerator(
                at: root.appending(path: folder), includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard ["sql", "swift"].contains(file.pathExtension) else { continue }
                // Where a rule is set it is not applied: there its key begins a row of values.
                text += try String(contentsOf: file, encoding: .utf8).replacing(
                    /^ +\('[a-z0-9]+\.[A-Za-z_]+'/.anchorsMatchLineEndings(), with: "")
            }
        }
        let keys = try await world.service.rules(as: world.caller("administrator")).versions.filter { !$0.isOwn }
        #expect(keys.contains(where: \.isReference) && !keys.allSatisfy(\.isReference))
        for version in keys {
            let key = version.key.rawValue
            // Rules of states are asked for by the code of the state.
            let stem = key.wholeMatch(of: /(.+_)[A-Z]{2}/).map { String($0.1) }
            let isRead = [key, stem].compactMap(\.self).contains {
                text.contains("'\($0)'") || text.contains("\"\($0)\"")
            }
            #expect(isRead != version.isReference, "\(key)")
        }
    }

    @Test func `R4: a decision is judged by the rule of its own day, across a change of rule`() async throws {
        let world = try await World()
        let specialist = world.caller("specialist")
        let before = try await world.service.rule(self.age, on: LocalDate("2025-06-30")!, as: specialist)
        let after = try await world.service.rule(self.age, on: LocalDate("2025-07-01")!, as: specialist)
        #expect((before.number("days"), after.number("days")) == (180, 120))
        #expect(after.version == "ncqa.verification_age@2025-07-01")
        let monitoring = RuleKey("ncqa.monitoring")!
        for (day, every) in [
            ("2025-07-27", "calendar month"), ("2025-07-28", "30 days"), ("2025-09-14", "30 days"),
            ("2025-09-15", "calendar month"),
        ] {
            let rule = try await world.service.rule(monitoring, on: LocalDate(day)!, as: specialist)
            #expect(rule.figures["every"] == .text(every), "\(day)")
        }
        await #expect(throws: CredentialingError.unknown) {
            try await world.service.rule(self.age, on: LocalDate("1999-12-31")!, as: specialist)
        }
    }

    @Test func `a practice's own version goes before the authority's, from its day until its end`() async throws {
        let world = try await World()
        let administrator = world.caller("administrator")
        let (versions, today) = try await world.service.rule(self.age, as: administrator)
        let fields = ["starts": today.description, "citation": "Board of January", "days": "90"]
        let draft = try RuleDraft({ fields[$0] }, from: versions[0], today: today)
        let id = try await world.service.addRule(draft, to: self.age, as: administrator)
        #expect(try await world.service.rule(self.age, on: today, as: administrator).number("days") == 90)
        #expect(
            try await world.service.rule(self.age, on: today.adding(days: -1), as: administrator).number("days") == 120)
        await #expect(throws: CredentialingError.beginsTwice) {
            try await world.service.addRule(draft, to: self.age, as: administrator)
        }
        let old = RuleVersion.ID.make()
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule
                   (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), \(old), 'ncqa.provisional', '2020-01-01', 'Board', '{}', \(world.practice))
            """)
        await #expect(throws: CredentialingError.inThePast(field: "ends")) {
            try await world.service.endRule(old, on: today.adding(days: -40), as: administrator)
        }
        // Ended before it began, it never was.
        try await world.service.endRule(id, on: today, as: administrator)
        #expect(try await world.service.rule(self.age, on: today, as: administrator).number("days") == 120)
        await #expect(throws: CredentialingError.alreadyEnded) {
            try await world.service.endRule(id, on: today.adding(days: 1), as: administrator)
        }
        _ = try await world.service.addRule(draft, to: self.age, as: administrator)
    }

    @Test func `the database lets nobody add a version of the past, with other figures, or without the right`()
        async throws
    {
        let world = try await World()
        let (versions, today) = try await world.service.rule(self.age, as: world.caller("administrator"))
        let late = ["starts": today.description, "citation": "Board", "days": "90"]
        let past = try RuleDraft({ late[$0] }, from: versions[0], today: today)
        let old = ["starts": "2020-01-01", "citation": "Board", "days": "90"]
        let older = try RuleDraft({ old[$0] }, from: versions[0], today: LocalDate("2019-01-01")!)
        await #expect(throws: CredentialingError.inThePast(field: "starts")) {
            try await world.service.addRule(older, to: self.age, as: world.caller("administrator"))
        }
        await #expect(throws: CredentialingError.otherFigures) {
            try await world.service.addRule(
                past, to: RuleKey("ncqa.recredentialing")!, as: world.caller("administrator"))
        }
        await #expect(throws: (any Error).self) {
            try await world.service.addRule(past, to: self.age, as: world.caller("specialist"))
        }
    }
}

@Suite(.database) struct `A word that something keys on` {
    private let move = RuleKey("nlc.residence")!

    @Test func `is one of the rule's, and the database says which field has another`() async throws {
        let world = try await World()
        let administrator = world.caller("administrator")
        let (versions, today) = try await world.service.rule(self.move, as: administrator)
        #expect(versions[0].choices == ["severity": ["warn", "block"]])
        var fields = ["starts": today.description, "citation": "Board", "days": "60", "severity": "blok"]
        let told = #expect(throws: FieldErrors.self) {
            try RuleDraft({ fields[$0] }, from: versions[0], today: today)
        }
        #expect(told == FieldErrors("severity", "Choose one of these: warn, block"))
        func insert(_ key: String, _ params: String) async throws {
            let _: Int = try await world.service.write(as: administrator) { transaction in
                try await transaction.run(
                    """
                    INSERT INTO praxis.practice_rule (rule_id, rule_key, effective_from, citation, params)
                    VALUES (gen_random_uuid(), \(key), \(today), 'Board', \(params)::text::jsonb)
                    """)
                return 1
            }
        }
        for (key, field, params) in [
            ("nlc.residence", "severity", #"{"days": 60, "severity": "blok"}"#),
            ("house.malpractice", "unrecorded", #"{"unrecorded": "Block"}"#),
            ("house.credentialing", "overdue", #"{"undecided": "warn", "overdue": ""}"#),
        ] {
            let named = try #require(RuleKey(key))
            let choices = try await world.service.rule(named, as: administrator).0[0].choices[field]
            #expect(choices != nil)
            await #expect(throws: CredentialingError.notFigure(field: field, choices: choices), "\(key)") {
                try await insert(key, params)
            }
        }
        for (key, field, params) in [
            ("payer.enrollment", "days", #"{"days": [60, "soon"]}"#),
            (
                "npdb.continuous_query", "usd_per_year",
                #"{"usd_per_year": "much", "reminder_months": 2, "canceled_after_months": 1}"#
            ),
            ("ncqa.verification_age", "days", #"{"days": -1}"#), ("caqh.product", "name", #"{"name": " "}"#),
        ] {
            await #expect(throws: CredentialingError.notFigure(field: field, choices: nil), "\(key)") {
                try await insert(key, params)
            }
        }
        fields["severity"] = "block"
        let draft = try RuleDraft({ fields[$0] }, from: versions[0], today: today)
        _ = try await world.service.addRule(draft, to: self.move, as: administrator)
        try await insert("payer.enrollment", #"{"days": [30]}"#)
    }
}

@Suite struct `Figures of a rule` {
    private let known = RuleFigure.list([.number(15), .number(5)])

    @Test func `are typed as words and keep their kind`() {
        #expect(RuleFigure.number(120).replaced(by: "90") == .number(90))
        #expect(RuleFigure.number(120).replaced(by: "ninety") == nil)
        #expect(RuleFigure.flag(true).replaced(by: "No") == .flag(false))
        #expect(self.known.replaced(by: "30, 14,7") == .list([.number(30), .number(14), .number(7)]))
        #expect(self.known.replaced(by: "30, soon") == nil)
        #expect(self.known.replaced(by: " , ") == nil)
    }
}
