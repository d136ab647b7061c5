/// A statement whose interpolated values are parameters, never text.
///
/// Literals are `StaticString`, so text that was made at run time cannot become part of a statement.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// A stretch of literal text, or a value.
    package enum Part: Sendable {
        case text(StaticString)
        case value(PostgresParameter)
    }

    package private(set) var parts: [Part]

    package init(stringLiteral text: StaticString) { self.parts = [.text(text)] }
    package init(stringInterpolation: StringInterpolation) { self.parts = stringInterpolation.parts }

    /// Collects what a literal is made of.
    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ text: StaticString) { self.parts.append(.text(text)) }

        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            self.parts.append(.value(PostgresParameter(value)))
        }

        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            self.parts.append(.value(PostgresParameter(value)))
        }

        /// A statement inside a statement is a fragment: its values become parameters of the whole.
        package mutating func appendInterpolation(_ fragment: SQL) { self.parts += fragment.parts }
    }
}
