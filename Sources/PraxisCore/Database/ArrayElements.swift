import FoundationEssentials
package import Postgres

extension LocalDate: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1182) }
}

extension Instant: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { PostgresType(rawValue: 1185) }
}

extension Identifier: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { UUID.postgresArrayType }
}

extension Money: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { Int64.postgresArrayType }
}

extension Slug: PostgresArrayElement {
    package static var postgresArrayType: PostgresType { String.postgresArrayType }
}
