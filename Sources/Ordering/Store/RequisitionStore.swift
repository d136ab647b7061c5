package import Postgres
package import PraxisCore

/// Queries about requisitions.
package enum RequisitionStore {
    /// The one clinic of a scope.
    package static func clinic(_ scope: Scope) -> Query<OrderingClinic> {
        Query(
            "SELECT c.clinic_id, c.slug, c.name, c.zone FROM praxis.clinic c WHERE \(scope.condition) ORDER BY c.name")
    }

    /// One page of requisitions, newest first: at most 101, one more than it shows.
    package static func requisitions(
        in scope: Scope, status: RequisitionStatus?, after: Requisition.ID?
    ) -> Query<Requisition> {
        Query(
            """
            \(self.columns)
             WHERE \(scope.condition)
               AND (\(status)::text IS NULL OR r.status = \(status))
               AND (\(after)::uuid IS NULL
                    OR (r.created_at, r.requisition_id) < (SELECT l.created_at, l.requisition_id
                                                             FROM praxis.requisition l
                                                            WHERE l.requisition_id = \(after)))
             ORDER BY r.created_at DESC, r.requisition_id DESC
             LIMIT 101
            """)
    }

    /// One requisition of the scope.
    package static func requisition(_ id: Requisition.ID, in scope: Scope) -> Query<Requisition> {
        Query("\(self.columns) WHERE \(scope.condition) AND r.requisition_id = \(id)")
    }

    /// The same for whoever changes it: nobody else does until the transaction ends, and the version is the newest.
    package static func locked(_ id: Requisition.ID, in scope: Scope) -> Query<Requisition> {
        Query("\(self.columns) WHERE \(scope.condition) AND r.requisition_id = \(id) FOR UPDATE OF r")
    }

    private static var columns: SQL {
        """
        SELECT r.requisition_id, r.number, c.clinic_id, c.slug, c.name, c.zone, r.status, r.needed_on, r.note,
               p.given_name || ' ' || p.family_name,
               praxis_private.is_caller(r.created_by, r.requester_person)
               OR praxis_private.is_author(r.practice_id, r.clinic_id, r.requisition_id),
               (SELECT coalesce(sum(l.line_total), 0)::bigint
                  FROM praxis.requisition_line l
                 WHERE l.practice_id = r.practice_id AND l.clinic_id = r.clinic_id
                   AND l.requisition_id = r.requisition_id),
               r.submitted_at, r.version
          FROM praxis.requisition r
          JOIN praxis.clinic c USING (practice_id, clinic_id)
          LEFT JOIN praxis.person p ON p.practice_id = r.practice_id AND p.person_id = r.requester_person
        """
    }

    /// The lines of a requisition.
    package static func lines(of id: Requisition.ID) -> Query<RequisitionLine> {
        Query(
            """
            SELECT l.line_no, l.catalog_item_id, l.vendor_id, v.name, l.description, l.packs, l.unit, l.pack_size,
                   l.unit_price, l.line_total, a.code || ' ' || a.name
              FROM praxis.requisition_line l
              JOIN praxis.vendor v USING (practice_id, vendor_id)
              JOIN praxis.budgeting_account a USING (practice_id, ledger_account_id)
             WHERE l.requisition_id = \(id)
             ORDER BY l.line_no
            """)
    }

    /// What was decided about a requisition, oldest first.
    package static func decisions(on id: Requisition.ID) -> Query<Decision> {
        Query(
            """
            SELECT d.outcome, d.reason, d.amount, p.given_name || ' ' || p.family_name, d.created_at
              FROM praxis.requisition_decision d
              LEFT JOIN praxis.person p USING (practice_id, person_id)
             WHERE d.requisition_id = \(id)
             ORDER BY d.round
            """)
    }

    /// Writes the head of a requisition of the scope's clinic.
    package static func add(_ id: Requisition.ID, _ draft: RequisitionDraft, in scope: Scope) -> SQL {
        """
        INSERT INTO praxis.requisition (clinic_id, requisition_id, needed_on, note)
        SELECT c.clinic_id, \(id), \(draft.neededOn), \(draft.note)
          FROM praxis.clinic c
         WHERE \(scope.condition)
        """
    }

    /// Writes the lines at today's prices of the catalog; an item that is not sold gets no line.
    package static func addLines(_ lines: JSONText, to id: Requisition.ID) -> SQL {
        """
        INSERT INTO praxis.requisition_line (clinic_id, requisition_id, line_no, catalog_item_id, packs)
        SELECT r.clinic_id, r.requisition_id, l.number, i.catalog_item_id, l.packs
          FROM praxis.requisition r
         CROSS JOIN ROWS FROM (jsonb_to_recordset(\(lines)) AS (item uuid, packs integer))
               WITH ORDINALITY l (item, packs, number)
          JOIN praxis.catalog_item i ON i.practice_id = r.practice_id AND i.catalog_item_id = l.item
         WHERE r.requisition_id = \(id)
           AND i.active
        """
    }

    /// Takes the lines away, so that they can be written anew.
    package static func removeLines(of id: Requisition.ID) -> SQL {
        "DELETE FROM praxis.requisition_line l WHERE l.requisition_id = \(id)"
    }

    /// Changes no row where the version is not the one that was seen.
    package static func change(_ id: Requisition.ID, _ draft: RequisitionDraft, version: Int) -> SQL {
        """
        UPDATE praxis.requisition r
           SET needed_on = \(draft.neededOn), note = \(draft.note), version = r.version + 1
         WHERE r.requisition_id = \(id)
           AND r.version = \(version)
        """
    }

    /// Moves no row where the version is not the one that was seen.
    ///
    /// - Parameter reason: why it is withdrawn.
    package static func move(
        _ id: Requisition.ID, to status: RequisitionStatus, reason: String? = nil, version: Int
    ) -> SQL {
        """
        UPDATE praxis.requisition r
           SET status = \(status), withdrawn_reason = \(reason), version = r.version + 1
         WHERE r.requisition_id = \(id)
           AND r.version = \(version)
        """
    }

    /// Records a decision of the caller.
    package static func decide(_ id: Requisition.ID, _ outcome: Decision.Outcome, reason: String?) -> SQL {
        """
        INSERT INTO praxis.requisition_decision (clinic_id, decision_id, requisition_id, outcome, reason)
        SELECT r.clinic_id, \(Identifier<Decision>.make()), r.requisition_id, \(outcome), \(reason)
          FROM praxis.requisition r
         WHERE r.requisition_id = \(id)
        """
    }
}
