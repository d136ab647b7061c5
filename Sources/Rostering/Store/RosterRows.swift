package import Postgres
import PraxisCore

extension RosterClinic: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.slug = try row.read()
        self.name = try row.read()
        self.zone = try row.read()
    }
}

extension Publication: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.number = try row.read()
        self.at = try row.read()
    }
}

extension Shift: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.template = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.date = try row.read()
        self.span = try row.read()
        self.breakMinutes = try row.read()
        self.need = try row.read()
        self.services = try row.read()
        self.version = try row.read()
    }
}

extension Assignment: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.shift = try row.read()
        self.person = try row.read()
        self.role = try row.read()
        self.date = try row.read()
        self.span = try row.read()
        self.version = try row.read()
    }
}

extension ShiftSheet.Holder: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.assignment = try Assignment(row: &row)
        self.person = try RosterPerson(row: &row)
    }
}

extension RosterPerson: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        let roles: [String] = try row.read()
        self.roles = roles.compactMap(ClinicalRole.init)
    }
}

extension ShiftTemplate: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.name = try row.read()
        self.role = try row.read()
        self.hours = WallHours(try row.read(), try row.read(), try row.read())
        self.breakMinutes = try row.read()
        self.need = try row.read()
        self.services = try row.read()
    }
}

extension WallHours.EndPolicy: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { String.postgresType }
    package var postgresText: String { self.rawValue }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        self.init(rawValue: String(decoding: bytes, as: UTF8.self))
    }
}

extension RestRule: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.minutes = try row.read()
        self.isBinding = try row.read()
        self.citation = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
    }
}

extension DayCost: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.day = try row.read()
        self.cost = try row.read()
    }
}
