import Credentialing
import HTML
import PraxisCore

/// A verdict in a word.
func verdictTag(_ answer: ClearanceAnswer) -> HTML {
    let tone: Tone =
        switch answer.verdict {
        case .cleared: .ok
        case .warn: .warn
        case .blocked: .bad
        case .unknown: .neutral
        }
    return statusTag(answer.verdict.title, tone)
}

/// That somebody may work and may not bill for it, to which payers, and why.
func billingTag(_ answer: ClearanceAnswer) -> HTML {
    let reasons = answer.reasons.filter(\.isOfPayer)
    if reasons.isEmpty { return HTML() }
    return group {
        div { statusTag(answer.mayWork ? "May work, may not bill" : "May not bill", .info) }
        ul(.class("plain muted")) { for reason in reasons { li { reason.sentence } } }
    }
}

/// What stands in the way, a line each.
func reasonList(_ reasons: [ClearanceReason]) -> HTML {
    if reasons.isEmpty { return HTML() }
    return ul(.class("plain")) {
        for reason in reasons where reason.severity == "block" || reason.severity != "inform" && !reason.isOfPayer {
            li { reason.sentence }
        }
    }
}

func bucketTag(_ bucket: BoardBucket) -> HTML {
    let tone: Tone =
        switch bucket {
        case .barred, .expired: .bad
        case .unverified, .within30: .warn
        case .within60, .within90: .info
        case .later, .noExpiry: .ok
        }
    return statusTag(bucket.title, tone)
}

/// What is wrong with rows of a file.
func problemTable(_ problems: [CSVProblem]) -> HTML {
    dataTable(
        "Rows that cannot be read", problems,
        columns: [
            .number("Row") { problem in String(problem.row) },
            Column("Column") { problem in problem.heading ?? problem.column.map(String.init) ?? "–" },
            Column("Reason") { problem in problem.reason },
        ])
}

/// The site has a `Credential` of its own: what comes with a request.
typealias HeldCredential = Credentialing.Credential
