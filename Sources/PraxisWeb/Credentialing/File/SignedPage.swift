import Credentialing
import HTML
import PraxisCore

/// An application as it was signed, question by question; what was answered with yes stands out.
func signedPage(
    _ context: ScopedContext, _ file: CycleFile.ID, _ attempt: Int, _ signed: SignedApplication
) -> HTML {
    group {
        pageHeader(
            "Signed application", lead: "\(signed.name), round \(attempt)",
            trail: [
                Crumb("Credentialing files", .files(context.scope)), Crumb(signed.name, .file(context.scope, file)),
            ])
        p { signed.statement }
        signedSections(signed)
    }
}

/// The sections of a signed application.
func signedSections(_ signed: SignedApplication) -> HTML {
    group {
        for section in ApplicationForm.sections where signed.sections?[section.name] != nil {
            card(section.title) {
                summaryList(
                    section.questions.compactMap { question in
                        signed.answer(question, in: section).map { answer in
                            Fact(question.title) {
                                if question.kind == .yesOrNo {
                                    statusTag(answer, answer == "yes" ? .warn : .neutral)
                                } else {
                                    answer
                                }
                            }
                        }
                    })
            }
        }
    }
}

/// Asks what something confidential of a file is opened for.
func purposeForm(_ context: ScopedContext, _ place: Place, _ title: String) -> HTML {
    details {
        summary { title }
        postForm(context, place, once: false) {
            textField(
                Field("purpose", "What you open it for", value: nil, hint: "The trail keeps it with your name"),
                .maxlength(500))
            formActions { submit("Open", .plain) }
        }
    }
}
