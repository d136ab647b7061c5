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
        let term = try await world.term("2020-01-01..2999-12-31?", of: license, person)
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, element, method, source, result,
                    external_reference, verified_at, verified_by)
            VALUES (\(world.practice), gen_random_uuid(), \(person), \(license), \(term), 'license', 'web', 'Board', 'confirmed',
                    'V-9', now() - \(days)::integer * interval '1 day', \(world.practice))
            """)
    }

    private func appoint(_ world: World, _ person: Person.ID, _ role: String, at clinic: String) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.appointment
                   (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(person), \(role), '2020-01-01', practice_id
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
        try await self.appoint(world, person, "physician", at: "phoenix")
        #expect(try await world.status("license", of: file) == .satisfied, "works there as well by now")
    }

    @Test func `of the decision is the one that a survey is shown, however lately others were checked`() async throws {
        let world = try await World()
        try await world.addAccount("auditor", "auditor")
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        try await self.appoint(world, person, "physician", at: "denver")
        let license = try await world.credential("rn_license", "AZ", of: person)
        let term = try await world.term("2020-01-01..2999-12-31?", of: license, person)
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, element, method, source, result,
                    external_reference, verified_at, verified_by)
            VALUES (\(world.practice), gen_random_uuid(), \(person), \(license), \(term), 'license', 'web', 'Board', 'mismatch',
                    'V-9', now(), \(world.practice))
            """)
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
