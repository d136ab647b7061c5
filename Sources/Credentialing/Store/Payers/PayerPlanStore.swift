import Postgres
import PraxisCore

/// Queries and statements about the plans of payers.
enum PayerPlanStore {
    private static let columns: SQL = """
        SELECT p.plan_id, p.payer, p.name, p.kind, p.line, p.delegated, p.backdate_days, p.roles, p.states, p.starts_on,
               p.ends_on, p.version
          FROM praxis.payer_plan p
        """

    static func plans() -> Query<PayerPlan> { Query("\(Self.columns) ORDER BY lower(p.payer), lower(p.name)") }

    static func plan(_ id: PayerPlan.ID) -> Query<PayerPlan> { Query("\(Self.columns) WHERE p.plan_id = \(id)") }

    static func add(_ id: PayerPlan.ID, _ draft: PayerPlanDraft) -> SQL {
        """
        INSERT INTO praxis.payer_plan
               (plan_id, payer, name, line, kind, delegated, backdate_days, roles, states, starts_on, ends_on)
        VALUES (\(id), \(draft.payer), \(draft.name), \(draft.line.rawValue), \(draft.kind.rawValue),
                \(draft.isDelegated), \(draft.backdateDays), \(draft.roles), \(draft.states), \(draft.startsOn),
                \(draft.endsOn))
        """
    }

    /// Changes no row where the version is not the one that was seen. What kind of plan it is stays.
    static func change(_ id: PayerPlan.ID, _ draft: PayerPlanDraft, version: Int) -> SQL {
        """
        UPDATE praxis.payer_plan p
           SET payer = \(draft.payer), name = \(draft.name), delegated = \(draft.isDelegated),
               backdate_days = \(draft.backdateDays), roles = \(draft.roles), states = \(draft.states),
               starts_on = \(draft.startsOn), ends_on = \(draft.endsOn), version = p.version + 1
         WHERE p.plan_id = \(id) AND p.version = \(version)
        """
    }
}
