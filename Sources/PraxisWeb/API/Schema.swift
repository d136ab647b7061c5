/// The form of a JSON value: it checks what comes in and describes it in OpenAPI.
package indirect enum Schema: Hashable, Sendable {
    /// How a text is read.
    package enum Format: String, Sendable {
        case plain, uuid, date, instant, time, week, slug, money, quantity, email
    }

    /// A field of an object.
    package struct Property: Hashable, Sendable {
        package let name: String
        package let schema: Schema
    }

    case text(Format, ClosedRange<Int>)
    case choice([String])
    case integer(ClosedRange<Int64>)
    case boolean
    case array(Schema, ClosedRange<Int>)
    case object([Property])
    /// May be left out or null.
    case optional(Schema)
    /// Of one of several forms.
    case either([Schema])
    /// Any JSON object; for answers only.
    case any
}

extension Schema {
    /// Text of some characters.
    package static func text(_ length: ClosedRange<Int> = 1...200) -> Schema { .text(.plain, length) }
    /// Text of any length.
    package static var anyText: Schema { .text(.plain, 0...Int.max) }
    /// An identifier.
    package static var uuid: Schema { .text(.uuid, 36...36) }
    /// A day, such as `2026-03-14`.
    package static var date: Schema { .text(.date, 10...10) }
    /// An instant with its zone, such as `2026-03-14T15:00:00Z`.
    package static var instant: Schema { .text(.instant, 20...35) }
    /// A time of day, such as `08:30`.
    package static var time: Schema { .text(.time, 5...5) }
    /// A week, such as `2026-W14`.
    package static var week: Schema { .text(.week, 8...8) }
    /// A name in URLs.
    package static var slug: Schema { .text(.slug, 1...32) }
    /// An amount in dollars and cents as text, such as `"1250.00"`.
    package static var money: Schema { .text(.money, 1...20) }
    /// A decimal number as text, such as `"2.5"`.
    package static var quantity: Schema { .text(.quantity, 1...24) }
    /// A mail address.
    package static var email: Schema { .text(.email, 3...254) }
    /// Any whole number that fits.
    package static var integer: Schema { .integer(Int64.min...Int64.max) }
    /// One of some words.
    package static func choice(_ words: String...) -> Schema { .choice(words) }
    /// A list.
    package static func list(of schema: Schema, _ count: ClosedRange<Int> = 0...1000) -> Schema {
        .array(schema, count)
    }
    /// An object with these fields and no others.
    package static func object(_ groups: KeyValuePairs<String, Schema>...) -> Schema {
        .object(groups.flatMap { $0.map { Property(name: $0.key, schema: $0.value) } })
    }
    /// May be left out or null.
    package var optional: Schema { .optional(self) }
    /// One page of a list: its items, and what to give as `after` for the next page.
    package static func page(of item: Schema) -> Schema {
        .object(["items": .list(of: item, 0...Int.max), "next": .text(1...200).optional])
    }
    /// What a creation answers.
    package static var created: Schema { .object(["id": .uuid]) }
}
