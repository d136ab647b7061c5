import Credentialing
import HTML
import PraxisCore

/// Asks which files a survey wants to see, and why.
func binderPage(
    _ context: ScopedContext, _ frame: Frame, _ population: BinderPopulation, _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader(
            "Survey binder",
            lead:
                "Files of \(frame.scopeInSentence): each element with the check that satisfied it, the documents, and the digest of everything, as one archive that prints."
        )
        credentialingTabs(context, frame, current: .binder(context.scope))
        errorSummary(errors)
        if population.candidates.isEmpty {
            emptyState(
                "Nobody was appointed here or decided on in three years",
                "A binder holds the files of people who were.",
                icon: .badge)
        } else {
            notice(.info, "Every opening is recorded") {
                p {
                    "The audit trail of each person says who opened the file and its documents, when and for what. Medical, I-9, background, payroll and peer review are never in a binder."
                }
            }
            card("Which files") { binderForm(context, population, errors) }
        }
    }
}

private func binderForm(_ context: ScopedContext, _ population: BinderPopulation, _ errors: FieldErrors) -> HTML {
    let chosen = Set(context.form.all("people[]"))
    return postForm(context, .binder(context.scope), once: false) {
        textField(
            Field(
                "purpose", "For whom or what", value: context.form["purpose"],
                hint: "Such as: accreditation survey of March 2026", errors: errors))
        radios(
            Field("way", "Files", value: context.form["way"] ?? "random"),
            [Choice("random", "Picked at random"), Choice("chosen", "The people ticked below")])
        fieldRow {
            numberField(
                Field(
                    "count", "How many at random", value: context.form["count"] ?? "10",
                    hint:
                        "Of \(population.candidates.count), at most \(BinderRequest.limit), with \(Binder.documentLimit >> 20) MB of documents",
                    errors: errors))
            textField(
                Field(
                    "seed", "Seed", value: context.form["seed"],
                    hint: "The same seed picks the same files again; leave it empty for a new one", errors: errors,
                    isOptional: true))
        }
        fields("People") {
            p(.class("muted")) { "\(population.sentence)." }
            for message in errors.messages(for: "people") { p(.class("error"), .id("people")) { message } }
            div(.class("checks")) {
                for candidate in population.candidates {
                    let id = candidate.id.description
                    checkbox(
                        "people[]", candidate.name, value: id, isOn: chosen.contains(id),
                        hint: candidate.roles.replacing("_", with: " ")
                            + (candidate.standing == .appointed ? "" : " · \(candidate.standing.title)"))
                }
            }
        }
        formActions { submit("Prepare the binder") }
    }
}
