import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The license of a file` {
    /// A license of a person with a term that an operator entered, checked days ago as the latest of all.
    private func hold(
        _ world: World, _ type: String, _ state: String, of person: Person.ID, multistate: Bool = false,
        daysAgo days: Int
    ) async throws {
        let license = try await world.credential(type, state, of: person, multistate: multistate)
        try await world.term("2020-01-01..2999-12-31?", of: license, person)
        try await self.check(world, type, state, of: person, daysAgo: days)
    }

    /// A check of what is on file, beside every file.
    private func check(
        _ world: World, _ type: String, _ state: String? = nil, of person: Person.ID, daysAgo days: Int = 0,
        _ result: String = "confirmed"
    ) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, element, method, source, result,
                    external_reference, verified_at, verified_by)
            SELECT t.practice_id, gen_random_uuid(), t.person_id, t.credential_id, t.term_id, 'license', 'web', 'Board',
                   \(result), 'V-9', now() - \(days)::integer * interval '1 day', t.practice_id
              FROM praxis.credential c
              JOIN praxis.credential_term t USING (practice_id, credential_id)
             WHERE c.person_id = \(person) AND c.type_code = \(type) AND c.state IS NOT DISTINCT FROM \(state)::text
            """)
    }

    private func appoint(
        _ world: World, _ person: Person.ID, _ role: String, at clinic: String, from day: String = "2020-01-01"
    ) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(person), \(role), \(LocalDate(day)), practice_id
              FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug = \(clinic)
            """)
    }

    @Test func `is one of the file's role, in a state where the person works, however lately others were checked`()
        async throws
    {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "physician", at: "denver")
        #expect(try await world.status("license", of: file) == .satisfied)
        // A nurse's license of Arizona that was checked since says nothing of the physician's one of Colorado.
        try await world.tell(
            """
            UPDATE praxis.verification SET result = 'mismatch' WHERE credentialing_file_id = \(file) AND element = 'license'
            """)
        try await self.hold(world, "rn_license", "AZ", of: person, daysAgo: 0)
        #expect(try await world.status("license", of: file) == .unusable)
        try await world.tell(
            "DELETE FROM praxis.verification WHERE credentialing_file_id = \(file) AND element = 'license'")
        #expect(try await world.status("license", of: file) == .otherLicense)
        try await self.hold(world, "medical_license", "AZ", of: person, daysAgo: 0)
        #expect(try await world.status("license", of: file) == .otherLicense, "a license of another state")
        await #expect(throws: CredentialingError.self) { try await world.decide(file) }
    }

    @Test func `is verified in each state where the person works, and the decision waits for the last of them`()
        async throws
    {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        func licenses() async throws -> [String?: ChecklistItem.Status] {
            let record = try await world.files.record(file, as: world.caller("director"))
            return Dictionary(
                uniqueKeysWithValues: record.items.filter { $0.element == "license" }.map { ($0.state, $0.status) })
        }
        try await self.appoint(world, person, "physician", at: "denver")
        #expect(try await licenses() == ["CO": .satisfied])
        // Somebody who begins elsewhere later is asked for that license then; until then clearance lets nobody work there.
        try await self.appoint(world, person, "physician", at: "phoenix", from: "2999-01-01")
        #expect(try await licenses() == ["CO": .satisfied])
        try await world.tell("UPDATE praxis.appointment SET starts_on = '2020-01-01'")
        #expect(try await licenses() == ["CO": .satisfied, "AZ": .otherLicense])
        let refused = await #expect(throws: CredentialingError.self) { try await world.decide(file) }
        guard case .refused(.fileIncomplete, let obstacles) = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(obstacles?.elements == ["license AZ": "other_license"])
        try await self.hold(world, "medical_license", "AZ", of: person, daysAgo: 1)
        #expect(try await licenses() == ["CO": .satisfied, "AZ": .satisfied])
        // Suspended in one of them, it is barred there.
        try await world.tell(
            """
            INSERT INTO praxis.credential_status
                   (practice_id, status_id, person_id, credential_id, status, starts_on, source, created_by)
            SELECT c.practice_id, gen_random_uuid(), c.person_id, c.credential_id, 'suspended', '2020-01-01', 'Board',
                   c.practice_id
              FROM praxis.credential c
             WHERE c.person_id = \(person) AND c.type_code = 'medical_license' AND c.state = 'CO'
            """)
        #expect(try await licenses() == ["CO": .barred, "AZ": .satisfied])
    }

    @Test func `is asked where the person works in the role of the file, not where they do something else`()
        async throws
    {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "registered_nurse", at: "phoenix")
        #expect(try await world.status("license", of: file) == .otherLicense, "as long as nothing else is known")
        try await self.appoint(world, person, "physician", at: "denver")
        #expect(try await world.status("license", of: file) == .satisfied)
    }

    @Test func `of the state says nothing of the DEA, nor the DEA of it; it is asked where the practice requires it`()
        async throws
    {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "physician", at: "denver")
        // Checks from when both were one element.
        try await world.tell(
            "DELETE FROM praxis.verification WHERE element = 'dea'",
            "UPDATE praxis.verification SET element = 'dea' WHERE element = 'state_csr'")
        #expect(try await world.status("dea", of: file) == .otherLicense)
        #expect(try await world.status("state_csr", of: file) == nil, "not required")
        try await world.require("state_csr")
        #expect(try await world.status("state_csr", of: file) == .satisfied, "checked as one of both")
        try await self.check(world, "dea", "CO", of: person)
        #expect(try await world.status("dea", of: file) == .satisfied)
        try await world.tell(
            """
            DELETE FROM praxis.verification
             WHERE credential_id IN (SELECT credential_id FROM praxis.credential WHERE type_code = 'state_csr')
            """)
        #expect(try await world.status("state_csr", of: file) == .missing)
        #expect(try await world.status("dea", of: file) == .satisfied)
        try await self.check(world, "state_csr", "CO", of: person)
        #expect(try await world.status("state_csr", of: file) == .satisfied)
    }

    @Test func `that a source does not agree with is flagged in the file at work, checked beside it too`() async throws
    {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.check(world, "medical_license", "CO", of: person, "mismatch")
        let record = try await world.files.record(file, as: world.caller("director"))
        #expect(record.flags.map(\.element) == ["license"])
        #expect(record.flags.first?.summary == "State license: the source does not agree with the file")
        // What the file does not ask for is none of its matters, nor is what was found after it was closed.
        let card = try await world.credential("acls", of: person)
        try await world.term("2020-01-01..", of: card, person)
        try await self.check(world, "acls", of: person, "not_found")
        try await world.tell("UPDATE praxis.credentialing_file SET state = 'decided' WHERE file_id = \(file)")
        try await self.check(world, "medical_license", "CO", of: person, "not_found")
        #expect(try await world.files.record(file, as: world.caller("director")).flags.count == 1)
    }

    @Test func `of the decision is the one that a survey is shown, however lately others were checked`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "physician", at: "denver")
        try await self.hold(world, "rn_license", "AZ", of: person, daysAgo: 0)
        #expect(try await world.status("license", of: file) == .satisfied)
        try await world.decide(file)
        let fields = ["way": "chosen", "purpose": "Survey of March"]
        let binder = try await world.service.binder(
            try BinderRequest({ fields[$0] }, people: [person.description]), at: .now(), as: world.caller("auditor"))
        let item = try #require(binder.files.first?.items.first { $0.element == "license" })
        #expect(item.status == .satisfied)
    }

    @Test func `of another role or state is not offered for a check`() async throws {
        let world = try await World()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "physician", at: "denver")
        let file = try await world.file(of: person, state: .verifying, planned: try await world.practiceDay())
        func offered() async throws -> [String] {
            try await world.files.worksheet("license", of: file, as: world.caller("specialist")).terms.map(\.title)
                .sorted()
        }
        for (type, state) in [("rn_license", "CO"), ("medical_license", "AZ"), ("medical_license", "CO")] {
            try await world.credential(type, state, of: person, "2020-01-01..2062-03-31")
        }
        #expect(try await offered() == ["Medical license CO X1"])
        try await self.appoint(world, person, "physician", at: "phoenix")
        #expect(try await offered() == ["Medical license AZ X1", "Medical license CO X1"])
        try await world.tell(
            "UPDATE praxis.credentialing_file SET clinical_role = 'registered_nurse' WHERE file_id = \(file)")
        #expect(try await offered() == ["Registered nurse license CO X1"])
    }

    @Test func `is of a nurse one that the compact honors where the nurse works`() async throws {
        let world = try await World()
        let nurse = try await world.person(of: "staff")
        try await self.appoint(world, nurse, "registered_nurse", at: "denver")
        let file = try await world.file(of: nurse, state: .verifying, planned: try await world.practiceDay())
        try await world.tell(
            "UPDATE praxis.credentialing_file SET clinical_role = 'registered_nurse' WHERE file_id = \(file)")
        try await self.hold(world, "rn_license", "AZ", of: nurse, daysAgo: 3)
        #expect(try await world.status("license", of: file) == .otherLicense, "of a single state")
        try await self.hold(world, "rn_license", "UT", of: nurse, multistate: true, daysAgo: 9)
        #expect(try await world.status("license", of: file) == .satisfied)
        // No compact honors a license of advanced practice.
        try await world.tell(
            "UPDATE praxis.credentialing_file SET clinical_role = 'nurse_practitioner' WHERE file_id = \(file)")
        try await self.hold(world, "aprn_license", "UT", of: nurse, multistate: true, daysAgo: 1)
        #expect(try await world.status("license", of: file) == .otherLicense)
    }
}
