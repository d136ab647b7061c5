import HTML
import Identity
import PraxisCore

/// How to set up an authenticator app: scan, or type the secret, then prove it with a code.
func enrollmentForm(_ context: OpenContext, _ offer: EnrollmentOffer, errors: FieldErrors) -> HTML {
    group {
        errorSummary(errors)
        ol(.class("steps")) {
            li {
                p { "Install an authenticator app on your phone if you have none." }
            }
            li {
                p { "Scan this with the app, or type the key below." }
                if let code = QRCode(offer.uri) { qrDrawing(code) }
                p {
                    "Key: "
                    code(.class("secret")) { offer.secretText }
                }
            }
            li {
                p { "Enter the six digits that the app shows." }
                postForm(context, .enrollment) {
                    nextField(context)
                    input(.type("hidden"), .name("offer"), .value(offer.sealed))
                    textField(
                        Field("code", "Code", errors: errors), .autocomplete("one-time-code"), .inputmode("numeric"),
                        .spellcheck(false), .required())
                    formActions { submit("Turn on") }
                }
            }
        }
    }
}

/// The recovery codes, once.
func recoveryCodeList(_ codes: [RecoveryCode], next: Place) -> HTML {
    group {
        notice(.warn, "Keep these where your phone is not: they are shown once") {
            p { "Each signs you in once when the app is not at hand." }
        }
        ul(.class("recovery-codes")) {
            for recovery in codes { li { code { recovery.description } } }
        }
        div(.class("bar form-actions")) { buttonLink("I have kept them", next, .primary) }
    }
}

/// A QR code as a drawing with a quiet zone; each row is drawn in runs of dark modules.
func qrDrawing(_ code: QRCode) -> HTML {
    let side = code.size + 8
    return svg(
        .class("qr"), .viewBox(0, 0, side, side), .width(side * 4), .height(side * 4), .role("img"),
        .aria("label", "QR code with the key below")
    ) {
        svgRect(.class("qr-paper"), .width(side), .height(side))
        for row in 0..<code.size {
            for run in darkRuns(of: code, row) {
                svgRect(
                    .class("qr-ink"), .x(run.lowerBound + 4), .y(row + 4), .width(run.count), .height(1))
            }
        }
    }
}

private func darkRuns(of code: QRCode, _ row: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for column in 0..<code.size where code.isDark(row: row, column: column) {
        if let last = runs.last, last.upperBound == column {
            runs[runs.count - 1] = last.lowerBound..<column + 1
        } else {
            runs.append(column..<column + 1)
        }
    }
    return runs
}
