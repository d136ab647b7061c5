package import PraxisCore

/// The sections of an application and their questions (NCQA CR 3, standards year 2025).
package struct ApplicationForm: Sendable {
    /// How a question is answered.
    package enum Kind: Hashable, Sendable {
        case line, lines, day, yesOrNo
        /// Only where another question is answered with yes.
        case explanation(of: String)
    }

    /// One question.
    package struct Question: Hashable, Sendable {
        package let name: String
        package let title: String
        package let kind: Kind
        package let isRequired: Bool
        package let hint: String?

        init(_ name: String, _ title: String, _ kind: Kind = .line, required: Bool = true, hint: String? = nil) {
            self.name = name
            self.title = title
            self.kind = kind
            self.isRequired = required
            self.hint = hint
        }
    }

    /// Questions that belong together.
    package struct Section: Hashable, Sendable {
        package let name: String
        package let title: String
        package let questions: [Question]
    }

    /// What the person signs.
    package static let statement = """
        I attest that the information in this application is correct and complete to the best of my knowledge. I understand \
        that it is used to decide about my credentials, that I may correct wrong information, and that the practice does not \
        decide on the basis of race, ethnicity, language, sex, age or whom I treat.
        """

    package static let sections: [Section] = [
        Section(
            name: "personal", title: "About you",
            questions: [
                Question("name", "Full legal name"),
                Question(
                    "former_names", "Former names", required: false, hint: "Maiden and other names, with the years"),
                Question("phone", "Phone"), Question("address", "Home address", .lines),
                Question("languages", "Languages that you speak with patients", required: false),
            ]),
        Section(
            name: "licenses", title: "Licenses and registrations",
            questions: [
                Question("licenses", "Every state license of the last five years, with number and last day", .lines),
                Question(
                    "dea", "DEA registration", required: false, hint: "Number and state; blank where you have none"),
                Question("boards", "Board certifications", .lines, required: false),
            ]),
        Section(
            name: "education", title: "Education and training",
            questions: [
                Question("school", "Professional school"), Question("degree", "Degree"),
                Question("graduated", "Graduated on", .day, hint: "Not in the future"),
                Question("residency", "Residency and fellowships", .lines, required: false),
            ]),
        Section(
            name: "work", title: "Work history",
            questions: (1...5).flatMap { number in
                [
                    Question("employer_\(number)", "Position \(number): where, as what", required: number == 1),
                    Question("from_\(number)", "Position \(number): from", .day, required: number == 1),
                    Question(
                        "until_\(number)", "Position \(number): until", .day, required: false,
                        hint: "Blank where it goes on"),
                ]
            } + [
                Question("gaps", "What you did in longer times without work", .lines, required: false)
            ]),
        Section(
            name: "cover", title: "Malpractice cover",
            questions: [
                Question("carrier", "Insurer"), Question("policy", "Policy number"),
                Question("expires", "Cover until", .day),
                Question("claims", "Claims of the last five years", .yesOrNo),
                Question(
                    "claims_why", "What the claims were and how they ended", .explanation(of: "claims"), required: false
                ),
            ]),
        Section(
            name: "disclosures", title: "Disclosures",
            questions: [
                ("ability", "Is there a reason why you could not perform the work, with or without accommodation?"),
                ("drugs", "Do you use illegal drugs at present?"),
                ("license", "Have you ever lost a license, or had one limited?"),
                ("felony", "Have you ever been convicted of a felony?"),
                ("privileges", "Have you ever lost privileges, or had disciplinary action taken?"),
                ("sanctions", "Have you ever been excluded or sanctioned by Medicare or Medicaid?"),
            ].flatMap { name, title in
                [
                    Question(name, title, .yesOrNo),
                    Question(name + "_why", "Please explain", .explanation(of: name), required: false),
                ]
            }),
        Section(
            name: "references", title: "Peers who know your work",
            questions: (1...3).map { Question("peer_\($0)", "Peer \($0): name, specialty, phone or email") }),
    ]

    /// A section by its name.
    package static func section(_ name: String) -> Section? { self.sections.first { $0.name == name } }
}

extension ApplicationForm.Section {
    /// The answers of a section, or what is wrong with them on a day, by the rule of that day about work.
    package func answers(
        _ field: (String) -> String?, today: LocalDate, work: WorkHistory?
    ) throws(FieldErrors) -> [String: String] {
        var errors = FieldErrors()
        var answers: [String: String] = [:]
        for question in self.questions {
            guard let text = field(question.name) else {
                if question.isRequired { errors.add(question.name, "Answer: \(question.title)") }
                if case .explanation(let other) = question.kind, field(other) == "yes" {
                    errors.add(question.name, "Explain what you answered with yes")
                }
                continue
            }
            if text.count > 5000 { errors.add(question.name, "Enter at most 5,000 characters") }
            switch question.kind {
            case .day:
                if LocalDate(text).map({ (1900...2999).contains($0.year) }) != true {
                    errors.add(question.name, "Enter a day such as 2026-03-14")
                }
            case .yesOrNo:
                if text != "yes" && text != "no" { errors.add(question.name, "Answer with yes or no") }
            case .line, .lines, .explanation:
                break
            }
            answers[question.name] = text
        }
        if self.name == "education", let day = answers["graduated"].flatMap({ LocalDate($0) }), day > today {
            errors.add("graduated", "An education that ends in the future does not count yet")
        }
        if self.name == "work" { self.checkWork(answers, today, work, &errors) }
        try errors.throwIfAny()
        return answers
    }

    private func checkWork(
        _ answers: [String: String], _ today: LocalDate, _ work: WorkHistory?, _ errors: inout FieldErrors
    ) {
        let positions = (1...5).compactMap { number -> WorkHistory.Position? in
            guard let from = answers["from_\(number)"].flatMap({ LocalDate($0) }) else { return nil }
            let until = answers["until_\(number)"].flatMap { LocalDate($0) }
            if let until, until < from { errors.add("until_\(number)", "It ends before it begins") }
            return WorkHistory.Position(from: from, until: until)
        }
        if let gap = work?.gaps(in: positions, asOf: today).first, answers["gaps"] == nil {
            errors.add("gaps", "Explain the time from \(gap.first.readable) to \(gap.last.readable)")
        }
    }
}
