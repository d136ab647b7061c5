package import FoundationEssentials
import Postgres
package import PraxisCore

/// A practice to begin with: itself, one clinic, one administrator.
package struct NewPractice: Sendable {
    package var slug: String
    package var name: String
    package var currency: String
    package var clinicSlug: Slug
    package var clinicName: String
    /// Two letters, such as `CO`.
    package var state: String
    /// An IANA name, such as `America/Denver`.
    package var zone: String
    package var administrator: NewAccount

    package init(
        slug: String, name: String, currency: String = "USD", clinicSlug: Slug, clinicName: String, state: String,
        zone: String, administrator: NewAccount
    ) {
        self.slug = slug
        self.name = name
        self.currency = currency
        self.clinicSlug = clinicSlug
        self.clinicName = clinicName
        self.state = state
        self.zone = zone
        self.administrator = administrator
    }
}

extension IdentityOperator {
    /// Makes the practice, its clinic and its administrator, who has no password yet: give them a link.
    ///
    /// - Returns: the practice and the administrator's account.
    package func create(_ new: NewPractice) async throws -> (practice: UUID, administrator: UUID) {
        let (practice, administrator) = (UUID.version7(), UUID.version7())
        try await self.change(in: practice, "practice.practice.create", "practice", practice) { transaction in
            guard try await transaction.execute(PracticeStore.practice(practice, new)) == 1 else {
                throw Refusal(description: "there is a practice \(new.slug) already")
            }
            try await transaction.run(
                PracticeStore.entity(of: practice, new), PracticeStore.clinic(of: practice, new),
                OperatorStore.insertAccount(administrator, new.administrator, practice: practice))
            _ = try await transaction.fetch(
                OperatorStore.grant(
                    UUID.version7(), "practice_administrator", clinic: nil, to: administrator, practice: practice,
                    until: nil, reason: "first administrator"))
        }
        return (practice, administrator)
    }
}

/// The first rows of a practice.
private enum PracticeStore {
    static func practice(_ id: UUID, _ new: NewPractice) -> SQL {
        """
        INSERT INTO praxis.practice (practice_id, slug, name, currency)
        SELECT \(id), \(new.slug), \(new.name), \(new.currency)
         WHERE NOT EXISTS (SELECT FROM praxis.practice WHERE slug = \(new.slug))
        """
    }

    static func entity(of practice: UUID, _ new: NewPractice) -> SQL {
        """
        INSERT INTO praxis.legal_entity (practice_id, entity_id, name, created_by)
        SELECT \(practice), \(UUID.version7()), \(new.name), s.account_id
          FROM praxis.account s
         WHERE s.practice_id = \(practice) AND s.kind = 'system'
        """
    }

    static func clinic(of practice: UUID, _ new: NewPractice) -> SQL {
        """
        INSERT INTO praxis.clinic (practice_id, clinic_id, entity_id, slug, name, state, zone, created_by)
        SELECT e.practice_id, \(UUID.version7()), e.entity_id, \(new.clinicSlug), \(new.clinicName), \(new.state),
               \(new.zone), e.created_by
          FROM praxis.legal_entity e
         WHERE e.practice_id = \(practice)
        """
    }
}
