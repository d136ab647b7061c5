package import Postgres
import PraxisCore

/// Queries about what waits for the caller.
enum DutyStore {
    /// What waits in the scope, by each clinic's own calendar.
    static func duties(in scope: Scope) -> Query<OrderingDuties> {
        Query(
            """
            SELECT r.to_decide, r.returned, r.submitted, o.to_send, o.late, o.due
              FROM (SELECT count(*) FILTER (WHERE r.status = 'submitted' AND NOT own.is_own
                                              AND r.clinic_id = ANY (mine.clinics))::integer AS to_decide,
                           count(*) FILTER (WHERE r.status = 'returned' AND own.is_own)::integer AS returned,
                           count(*) FILTER (WHERE r.status = 'submitted' AND own.is_own)::integer AS submitted
                      FROM praxis.requisition r
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     CROSS JOIN (SELECT praxis_private.clinics('ordering.requisition.approve') AS clinics) mine
                     CROSS JOIN LATERAL (SELECT praxis_private.is_caller(r.created_by, r.requester_person)
                                             OR praxis_private.is_author(r.practice_id, r.clinic_id, r.requisition_id)
                                                    AS is_own) own
                     WHERE \(scope.condition)
                       AND r.status IN ('submitted', 'returned')) r,
                   (SELECT count(*) FILTER (WHERE o.status = 'approved'
                                              AND o.clinic_id = ANY (mine.clinics))::integer AS to_send,
                           count(*) FILTER (WHERE o.status = 'released' AND o.needed_on < day.today)::integer AS late,
                           count(*) FILTER (WHERE o.status = 'released' AND o.needed_on >= day.today
                                              AND o.needed_on < day.today + 7)::integer AS due
                      FROM praxis.purchase_order o
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     CROSS JOIN (SELECT praxis_private.clinics('ordering.order.place') AS clinics) mine
                     CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.zone)::date AS today) day
                     WHERE \(scope.condition)
                       AND o.status IN ('approved', 'released')) o
            """)
    }
}

extension OrderingDuties: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            toDecide: try row.read(), returned: try row.read(), submitted: try row.read(), toSend: try row.read(),
            late: try row.read(), due: try row.read())
    }
}
