import Credentialing
import HTML
import PraxisCore

/// What the reader was told: what is open first, then what has been settled.
func remindersPage(_ context: ScopedContext, _ frame: Frame, _ reminders: [Reminder]) -> HTML {
    let open = reminders.filter { !$0.isSettled }, settled = reminders.filter(\.isSettled)
    return group {
        pageHeader("Reminders", lead: "What ends or is due, and what you were told of it.") {
            if open.contains(where: { !$0.isRead }) {
                postButton(context, .readings(context.scope), "Mark all as read")
            }
        }
        credentialingTabs(context, frame, current: .reminders(context.scope))
        if open.isEmpty {
            emptyState("Nothing ends soon", "You are reminded here and by mail before something does.", icon: .check)
        } else {
            reminderTable("Open reminders", context, frame, open)
        }
        if !settled.isEmpty {
            details {
                summary { "Settled: \(settled.count)" }
                reminderTable("Settled reminders", context, frame, settled)
            }
        }
        p { a(.href(Place.reminderRules(context.scope))) { "When people are reminded" } }
    }
}

private func reminderTable(
    _ name: String, _ context: ScopedContext, _ frame: Frame, _ reminders: [Reminder]
) -> HTML {
    dataTable(
        name, reminders,
        columns: [
            Column("Name") { item in
                a(.href(place(item, context.scope))) {
                    item.isRead ? item.name : ""
                    if !item.isRead { strong { item.name } }
                }
            },
            Column("What") { item in
                item.title
                if item.isRenewalClaimed, !item.isSettled {
                    small {
                        item.duty == .training
                            ? "A certificate waits for a review"
                            : item.enrollment == nil
                                ? "The renewal waits for its verification" : "The new application waits for the payer"
                    }
                } else if item.audience == .holder, item.credential != nil, !item.isSettled {
                    div { a(.href(Place.ownCredentials)) { "Hand in the renewal" } }
                }
            },
            Column("Ends or is due") { item in
                date(item.endsOn)
                span(.class("muted")) { " (" + left(frame.today.distance(to: item.endsOn)) + ")" }
            },
            Column("Told") { item in
                date(item.toldOn)
                span(.class("muted")) { ", as " + item.audience.title.lowercased() }
            },
            .state("Status") { item in reminderTag(item, frame.today) },
            .steps("Action") { item in
                if !item.isRead && !item.isSettled {
                    postButton(
                        context, .readings(context.scope), "Mark as read", .quiet,
                        fields: [("reminder", item.id.description)])
                }
            },
        ])
}

/// The file of the person, or of the clinic; the enrollment, or the training.
private func place(_ item: Reminder, _ scope: Scope) -> Place {
    if let clinic = item.clinic { return .clinicCredentials(.clinic(clinic)) }
    if let enrollment = item.enrollment { return .enrollment(scope, enrollment) }
    if let person = item.person, item.duty == .training {
        return item.audience == .holder ? .ownTraining : .personTraining(scope, person)
    }
    return item.person.map { .credentialFile(scope, $0) } ?? .reminders(scope)
}

private func left(_ days: Int) -> String {
    switch days {
    case 0: "today"
    case 1...: "in " + counted(days, "day", "days")
    default: counted(-days, "day", "days") + " ago"
    }
}

private func reminderTag(_ item: Reminder, _ today: LocalDate) -> HTML {
    if item.isSettled { return statusTag("Settled", .ok) }
    if item.isRenewalClaimed { return statusTag(item.duty == .training ? "Handed in" : "Renewal claimed", .info) }
    return item.endsOn < today
        ? statusTag(item.duty.isDue ? "Overdue" : "Ended", .bad)
        : statusTag(item.isRead ? "Read" : "Unread", item.isRead ? .neutral : .warn)
}

/// The rules by which people are told, those in force first.
func reminderRulesPage(_ context: ScopedContext, _ frame: Frame, _ rules: [ReminderRuleEntry]) -> HTML {
    let mayChange = frame.may(.requirementWrite)
    return group {
        pageHeader(
            "When people are reminded",
            lead:
                "Days before the end of verified coverage or before what is due, by the calendar of the clinic. Nothing is told once a later term has been verified or it was done.",
            trail: [Crumb("Reminders", .reminders(context.scope))]
        ) {
            if mayChange { buttonLink("Change a rule", .newReminderRule(context.scope), .primary) }
        }
        dataTable(
            "Rules", rules,
            columns: [
                Column("For") { entry in entry.kind == "any" ? "Everything else" : entry.title },
                Column("Days before") { entry in
                    entry.rule.thresholds.map(String.init).joined(separator: ", ")
                    if let days = entry.rule.repeatDays {
                        span(.class("muted")) { ", then every \(counted(days, "day", "days"))" }
                    }
                },
                Column("Also told") { entry in escalation(entry) },
                Column("In force") { entry in
                    "from "; date(entry.startsOn)
                    if let end = entry.endsOn {
                        group {
                            " until before "; date(end)
                        }
                    }
                },
                Column("Rests on") { entry in entry.citation },
                .steps("Action") { entry in
                    if mayChange && entry.endsOn == nil {
                        a(.href(Place.newReminderRule(context.scope, entry.kind))) { "Change" }
                    }
                },
            ])
    }
}

/// Whom a rule names beside the person; of what follows from decisions, of clinics' certificates and of enrollments
/// specialists are told always, of reports and enrollments the person never.
private func escalation(_ entry: ReminderRuleEntry) -> String {
    let notThePerson = ["npdb_report", "enrollment_revalidation", "enrollment_ending"]
    let always = notThePerson + ["appeal", "clinic_certificate"]
    let first = always.contains(entry.kind) ? ["credentialing specialists"] : []
    let steps = ReminderAudience.allCases.compactMap { audience in
        entry.rule.escalation[audience].map { "\(audience.title.lowercased()) from \($0)" }
    }
    let told = (first + steps).isEmpty ? "Nobody" : (first + steps).joined(separator: ", ")
    return notThePerson.contains(entry.kind) ? "\(told); not the person" : told
}
