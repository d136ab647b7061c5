import Postgres
package import PraxisCore

extension BudgetService {
    /// Reads a chart file against the chart in the books; nothing is written.
    package func previewChart(_ bytes: [UInt8], as caller: Caller) async throws -> ChartPreview {
        let file = try ChartImport(bytes)
        let (chart, inUse) = try await self.database.read(as: caller, ChartStore.chart(), ChartStore.inUse())
        return ChartPreview(file, against: chart, inUse: Set(inUse.map(\.id)))
    }

    /// Takes the rows of a file that can be taken over into the chart.
    ///
    /// - Returns: what each row did.
    @discardableResult
    package func importChart(_ bytes: [UInt8], as caller: Caller) async throws -> ChartPreview {
        let preview = try await self.previewChart(bytes, as: caller)
        guard !preview.rows.isEmpty else { throw BudgetingError.nothingToImport }
        let lines = try JSONText(preview.effective)
        let record = try JSONText(ChartRecord(added: preview.added, changed: preview.changed, lines: preview.effective))
        try await self.write(as: caller) { transaction in
            try await transaction.run(
                ChartStore.take(lines),
                AuditEvent("budgeting.chart.import", "ledger_account", caller.request, after: record).append)
        }
        return preview
    }

    /// Takes the default chart over, as far as its codes are not there yet.
    ///
    /// - Returns: how many accounts were new.
    @discardableResult
    package func takeDefaultChart(as caller: Caller) async throws -> Int {
        try await self.database.write(as: caller) { transaction in
            let added = try await transaction.execute(ChartStore.takeDefault())
            try await transaction.run(
                AuditEvent(
                    "budgeting.chart.import", "ledger_account", caller.request,
                    after: try JSONText(["chart": "default", "added": String(added)])
                ).append)
            return added
        }
    }
}

/// What the audit trail keeps of a chart that was taken over.
private struct ChartRecord: Encodable {
    let added: Int
    let changed: Int
    let lines: [ChartImport.Line]
}
