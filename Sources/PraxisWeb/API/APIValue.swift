import FoundationEssentials
import PraxisCore

/// A value that the API tells.
protocol APIValue: Sendable {
    /// What every value of the type looks like, for OpenAPI.
    static var schema: Schema { get }
    var json: JSONValue { get }
}

/// One of a few words.
protocol APIWord: APIValue, RawRepresentable<String>, CaseIterable {}

extension APIWord {
    static var schema: Schema { .choice(Self.allCases.map(\.rawValue)) }
    var json: JSONValue { .string(self.rawValue) }
}

/// A value that is told as text.
protocol APIText: APIValue, CustomStringConvertible {}

extension APIText {
    var json: JSONValue { .string(self.description) }
}

extension String: APIText {
    static var schema: Schema { .anyText }
}

extension Identifier: APIText {
    static var schema: Schema { .uuid }
}

extension LocalDate: APIText {
    static var schema: Schema { .date }
}

extension Instant: APIText {
    static var schema: Schema { .instant }
}

extension TimeOfDay: APIText {
    static var schema: Schema { .time }
}

extension ISOWeek: APIText {
    static var schema: Schema { .week }
}

extension Slug: APIText {
    static var schema: Schema { .slug }
}

extension UUID: APIValue {
    static var schema: Schema { .uuid }
    var json: JSONValue { .string(self.uuidString.lowercased()) }
}

extension Zone: APIValue {
    static var schema: Schema { .text() }
    var json: JSONValue { .string(self.name) }
}

extension Money: APIValue {
    static var schema: Schema { .money }
    var json: JSONValue { .string(self.plain) }
}

extension Int: APIValue {
    static var schema: Schema { .integer }
    var json: JSONValue { .number(String(self)) }
}

extension Bool: APIValue {
    static var schema: Schema { .boolean }
    var json: JSONValue { .bool(self) }
}

extension Optional: APIValue where Wrapped: APIValue {
    static var schema: Schema { Wrapped.schema.optional }
    var json: JSONValue { self?.json ?? .null }
}

extension Array: APIValue where Element: APIValue {
    static var schema: Schema { .list(of: Element.schema, 0...Int.max) }
    var json: JSONValue { .array(self.map(\.json)) }
}
