package import HTML
package import PraxisCore

/// What every field has: its name in the form, its title, its value and what is wrong with it.
package struct Field: Sendable {
    let name: String
    let title: String
    let value: String?
    let hint: String?
    let errors: [String]
    let isOptional: Bool
    private let form: String?

    /// - Parameters:
    ///   - value: what was typed or is stored.
    ///   - hint: one sentence under the title.
    ///   - errors: of the whole form; the field takes its own.
    ///   - form: tells it from fields of the same name in other forms of the page.
    package init(
        _ name: String, _ title: String, value: String? = nil, hint: String? = nil,
        errors: FieldErrors = FieldErrors(), isOptional: Bool = false, form: String? = nil
    ) {
        self.name = name
        self.title = title
        self.value = value
        self.hint = hint
        self.errors = errors.messages(for: name)
        self.isOptional = isOptional
        self.form = form
    }

    var id: String { fieldID(self.form.map { "\($0)-\(self.name)" } ?? self.name) }

    /// The ids of hint and error, for `aria-describedby`.
    var describedBy: String? {
        var ids: [String] = []
        if self.hint != nil { ids.append(self.id + "-hint") }
        if !self.errors.isEmpty { ids.append(self.id + "-error") }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// Attributes of any control of the field.
    var attributes: [Attribute] {
        [
            .id(self.id), .name(self.name), .aria("describedby", self.describedBy),
            .aria("invalid", self.errors.isEmpty ? nil : "true"),
        ]
    }

    /// Label, hint and error around a control.
    func around(_ control: HTML, class extra: String = "") -> HTML {
        div(.class("field", extra, self.errors.isEmpty ? "" : "invalid")) {
            label(.for(self.id)) {
                self.title
                if self.isOptional { span(.class("optional")) { " (optional)" } }
            }
            if let hint { p(.class("hint"), .id(self.id + "-hint")) { hint } }
            if !self.errors.isEmpty {
                p(.class("error"), .id(self.id + "-error")) {
                    icon(.alert)
                    span(.class("hidden")) { "Error: " }
                    self.errors.joined(separator: ". ")
                }
            }
            control
        }
    }
}

/// A line of text.
package func textField(_ field: Field, _ attributes: Attribute...) -> HTML {
    field.around(inputElement([.type("text"), .value(field.value)] + field.attributes + attributes))
}

/// A line of text that the browser knows the kind of: `email`, `tel`, `password`, `search`.
package func field(_ field: Field, type: StaticString, _ attributes: Attribute...) -> HTML {
    field.around(inputElement([.type(type), .value(field.value)] + field.attributes + attributes))
}

/// Several lines of text.
package func textArea(_ field: Field, rows count: Int = 4) -> HTML {
    field.around(textareaElement([.rows(count)] + field.attributes, field.value ?? ""))
}

/// A day. Keys: T today, W and K the week's ends, M and H the month's, Y and R the year's, + and − a day.
package func dateField(_ field: Field) -> HTML {
    field.around(
        inputElement([.type("date"), .value(field.value), .data("keys", "date")] + field.attributes), class: "narrow")
}

/// A time of day.
package func timeField(_ field: Field) -> HTML {
    field.around(inputElement([.type("time"), .value(field.value)] + field.attributes), class: "narrow")
}

/// An amount; takes `1,250` and `$1,250.00`.
package func moneyField(_ field: Field) -> HTML {
    field.around(
        inputElement(
            [.type("text"), .inputmode("decimal"), .autocomplete("off"), .value(field.value), .class("num")]
                + field.attributes),
        class: "narrow money")
}

/// A whole or decimal number.
package func numberField(_ field: Field, _ attributes: Attribute...) -> HTML {
    field.around(
        inputElement(
            [.type("text"), .inputmode("decimal"), .autocomplete("off"), .value(field.value), .class("num")]
                + field.attributes + attributes),
        class: "narrow")
}

/// A file.
package func fileField(_ field: Field, accept types: StaticString) -> HTML {
    field.around(inputElement([.type("file"), .accept(types)] + field.attributes))
}
