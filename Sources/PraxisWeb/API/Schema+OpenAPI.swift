extension Schema {
    /// The schema in the words of JSON Schema.
    var description: JSONValue {
        switch self {
        case .text(let format, let length): format.description(length)
        case .choice(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
        case .integer(let range) where range == Int64.min...Int64.max: ["type": "integer"]
        case .integer(let range):
            [
                "type": "integer", "minimum": .number(String(range.lowerBound)),
                "maximum": .number(String(range.upperBound)),
            ]
        case .boolean: ["type": "boolean"]
        case .array(let schema, let count) where count == 0...Int.max: ["type": "array", "items": schema.description]
        case .array(let schema, let count):
            [
                "type": "array", "items": schema.description, "minItems": .number(String(count.lowerBound)),
                "maxItems": .number(String(count.upperBound)),
            ]
        case .object(let properties): Self.description(properties)
        case .optional(let schema): ["anyOf": [schema.description, ["type": "null"]]]
        case .either(let schemas): ["oneOf": .array(schemas.map(\.description))]
        case .any: ["type": "object"]
        }
    }

    private static func description(_ properties: [Property]) -> JSONValue {
        [
            "type": "object",
            "required": .array(properties.filter { !$0.schema.isOptional }.map { .string($0.name) }),
            "properties": .object(properties.map { .init(name: $0.name, value: $0.schema.description) }),
            "additionalProperties": false,
        ]
    }
}

extension Schema.Format {
    func description(_ length: ClosedRange<Int>) -> JSONValue {
        switch self {
        case .plain where length == 0...Int.max: ["type": "string"]
        case .plain:
            [
                "type": "string", "minLength": .number(String(length.lowerBound)),
                "maxLength": .number(String(length.upperBound)),
            ]
        case .uuid: ["type": "string", "format": "uuid"]
        case .date: ["type": "string", "format": "date"]
        case .instant: ["type": "string", "format": "date-time"]
        case .email: ["type": "string", "format": "email"]
        case .time: ["type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
        case .week: ["type": "string", "pattern": "^[0-9]{4}-W[0-5][0-9]$"]
        case .slug: ["type": "string", "pattern": "^[a-z0-9-]{1,32}$"]
        case .money: ["type": "string", "pattern": "^-?[0-9]{1,13}(\\.[0-9]{1,2})?$"]
        case .quantity: ["type": "string", "pattern": "^-?[0-9]{1,12}(\\.[0-9]{1,6})?$"]
        }
    }
}
