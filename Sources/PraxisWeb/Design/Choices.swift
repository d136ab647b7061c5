package import HTML

/// One of several choices.
package struct Choice: Sendable {
    package let value: String
    package let label: String
    /// Choices with the same group stand together.
    package let group: String?

    package init(_ value: String, _ label: String, group: String? = nil) {
        self.value = value
        self.label = label
        self.group = group
    }
}

/// A list to choose one from. With `search`, typing finds among many.
package func selectField(
    _ field: Field, _ choices: [Choice], blank: String? = nil, search: Bool = false, _ attributes: Attribute...
) -> HTML {
    var groups: [(name: String?, choices: [Choice])] = []
    for choice in choices {
        if let last = groups.last, last.name == choice.group {
            groups[groups.count - 1].choices.append(choice)
        } else {
            groups.append((choice.group, [choice]))
        }
    }
    let options = group {
        if let blank { option(.value("")) { blank } }
        for part in groups {
            if let name = part.name {
                optgroup(.label(name)) { optionList(part.choices, field.value) }
            } else {
                optionList(part.choices, field.value)
            }
        }
    }
    return field.around(
        selectElement(field.attributes + [.when(search, .data("combobox", "on"))] + attributes, options))
}

private func optionList(_ choices: [Choice], _ value: String?) -> HTML {
    each(choices) { choice in option(.value(choice.value), .selected(choice.value == value)) { choice.label } }
}

/// A box to tick.
package func checkbox(_ name: String, _ label: String, value: String = "on", isOn: Bool = false, hint: String? = nil)
    -> HTML
{
    let id = fieldID(name + "-" + value)
    return div(.class("check")) {
        input(
            .type("checkbox"), .id(id), .name(name), .value(value), .checked(isOn),
            .aria("describedby", hint == nil ? nil : id + "-hint"))
        fieldLabel(id, label)
        if let hint { p(.class("hint"), .id(id + "-hint")) { hint } }
    }
}

/// A few choices that are all seen, of which one is taken.
package func radios(_ field: Field, _ choices: [Choice]) -> HTML {
    choiceSet(field, choices, type: "radio", name: field.name, chosen: field.value.map { [$0] } ?? [])
}

/// A few choices that are all seen, of which any number is taken; sent as a list, `name[]`.
package func checkboxes(_ field: Field, _ choices: [Choice], chosen: [String]) -> HTML {
    choiceSet(field, choices, type: "checkbox", name: field.name + "[]", chosen: chosen)
}

private func choiceSet(_ field: Field, _ choices: [Choice], type: StaticString, name: String, chosen: [String]) -> HTML
{
    fieldset(
        .class("field", field.errors.isEmpty ? "" : "invalid"), .id(field.id), .aria("describedby", field.describedBy)
    ) {
        legend { field.title }
        if let hint = field.hint { p(.class("hint"), .id(field.id + "-hint")) { hint } }
        if !field.errors.isEmpty {
            p(.class("error"), .id(field.id + "-error")) { field.errors.joined(separator: ". ") }
        }
        for choice in choices {
            let id = field.id + "-" + choice.value
            div(.class("check")) {
                input(
                    .type(type), .id(id), .name(name), .value(choice.value), .checked(chosen.contains(choice.value)))
                fieldLabel(id, choice.label)
            }
        }
    }
}

/// Fields that belong together.
package func fields(_ title: String, @HTMLBuilder content: () -> HTML) -> HTML {
    fieldset(.class("group")) {
        legend { title }
        content()
    }
}

/// Fields beside each other where there is room.
package func fieldRow(@HTMLBuilder content: () -> HTML) -> HTML {
    div(.class("field-row")) { content() }
}

private func fieldLabel(_ id: String, _ text: String) -> HTML { label(.for(id)) { text } }
