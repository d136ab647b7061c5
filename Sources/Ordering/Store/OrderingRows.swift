package import Postgres
import PraxisCore

extension OrderingClinic: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(id: try row.read(), slug: try row.read(), name: try row.read(), zone: try row.read())
    }
}

extension Requisition: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), number: try row.read(), clinic: try OrderingClinic(row: &row),
            status: try row.read(), neededOn: try row.read(), note: try row.read(), requester: try row.read(),
            isOwn: try row.read(), total: try row.read(), submitted: try row.read(), version: try row.read())
    }
}

extension RequisitionLine: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            number: try row.read(), item: try row.read(), vendor: try row.read(), vendorName: try row.read(),
            description: try row.read(), packs: try row.read(), pack: try Pack(columns: &row),
            unitPrice: try row.read(), total: try row.read(), account: try row.read())
    }
}

extension Decision: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            outcome: try row.read(), reason: try row.read(), amount: try row.read(), decider: try row.read(),
            at: try row.read())
    }
}

extension PurchaseOrder: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), number: try row.read(), clinic: try OrderingClinic(row: &row),
            vendor: try row.read(), vendorName: try row.read(), requisition: try row.read(),
            requisitionNumber: try row.read(), status: try row.read(), neededOn: try row.read(),
            total: try row.read(), ordered: try row.read(), released: try row.read(), version: try row.read())
    }
}

extension OrderLine: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            number: try row.read(), sku: try row.read(), description: try row.read(), packs: try row.read(),
            received: try row.read(), pack: try Pack(columns: &row), unitPrice: try row.read(),
            total: try row.read(), account: try row.read())
    }
}

extension Receipt: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            id: try row.read(), receivedOn: try row.read(), bookedOn: try row.read(), note: try row.read(),
            packs: try row.read(), amount: try row.read())
    }
}

extension BudgetEffect: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.init(
            clinic: try row.read(), account: try row.read(), span: try row.read(), asked: try row.read(),
            available: try row.read(), isStopped: try row.read(), isWarned: try row.read())
    }
}
