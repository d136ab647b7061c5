import PraxisCore

/// A value that the API tells as an object. Its members are listed once: the JSON and its description both follow.
///
///     extension Vendor: APIObject {
///         static let members: [APIMember<Vendor>] = [
///             APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("status") { $0.status },
///         ]
///     }
protocol APIObject: APIValue {
    static var members: [APIMember<Self>] { get }
}

extension APIObject {
    static var schema: Schema {
        .object(Self.members.map { Schema.Property(name: $0.name, schema: $0.schema) })
    }

    /// The object; a member that is null is left out.
    var json: JSONValue {
        .object(
            Self.members.compactMap { member in
                let value = member.json(self)
                return value == .null ? nil : JSONValue.Member(name: member.name, value: value)
            })
    }
}

/// A member of an object: its name, what its values look like, and where they come from.
struct APIMember<Whole>: Sendable {
    let name: String
    let schema: Schema
    let json: @Sendable (Whole) -> JSONValue

    /// - Parameter schema: says more about the values than their type does.
    init<Value: APIValue>(
        _ name: String, _ schema: Schema = Value.schema, _ value: @escaping @Sendable (Whole) -> Value
    ) {
        self.init(name: name, schema: schema) { value($0).json }
    }

    private init(name: String, schema: Schema, json: @escaping @Sendable (Whole) -> JSONValue) {
        self.name = name
        self.schema = schema
        self.json = json
    }

    /// The same member of something that has such a part.
    func of<Larger>(_ part: @escaping @Sendable (Larger) -> Whole) -> APIMember<Larger> {
        APIMember<Larger>(name: self.name, schema: self.schema) { self.json(part($0)) }
    }
}

/// One page of a list: the items, and what to give as `after` for the next.
struct JSONPage<Item: APIValue>: APIObject {
    let items: [Item]
    let next: String?

    init(_ items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }

    static var members: [APIMember<Self>] { [APIMember("items") { $0.items }, APIMember("next") { $0.next }] }
}

extension CSVProblem: APIObject {
    static let members: [APIMember<CSVProblem>] = [
        APIMember("row") { $0.row }, APIMember("column") { $0.column }, APIMember("heading") { $0.heading },
        APIMember("reason") { $0.reason },
    ]
}
