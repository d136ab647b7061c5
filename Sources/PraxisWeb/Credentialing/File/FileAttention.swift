package import Credentialing
package import PraxisCore

/// What credentialing files want somebody to look at today.
package struct FileAttention: AttentionSource {
    let files: FileService

    package init(files: FileService) { self.files = files }

    /// Files that wait for the director or the specialist, and the own application.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        var found: [Attention] = []
        if frame.may(.fileRead) {
            let counts = try await self.files.counts(as: caller)
            let byState = Dictionary(counts.map { ($0.state, $0.count) }) { first, _ in first }
            if frame.may(.fileDecide) {
                found.append(
                    Attention(
                        .now, count: byState[.readyForReview] ?? 0,
                        one: "credentialing file waits for a decision", many: "credentialing files wait for a decision",
                        place: .decisions(frame.scope)))
                found.append(
                    Attention(
                        .now, count: (byState[.appeal] ?? 0) + (byState[.fairHearing] ?? 0),
                        one: "appeal against a decision waits", many: "appeals against decisions wait",
                        place: .decisions(frame.scope)))
            }
            if frame.may(.fileWrite) {
                let ending = try await self.files.endingCycles(as: caller)
                let received = try await self.files.completenessDays(as: caller)
                let pressing = received.count { $0 <= 3 }
                found += [
                    Attention(
                        .now, count: ending.count(where: \.isOver),
                        one: "approval has run out without a recredentialing",
                        many: "approvals have run out without a recredentialing",
                        place: .files(frame.scope)),
                    Attention(
                        .soon, count: ending.count { !$0.isOver }, one: "person is due for recredentialing",
                        many: "people are due for recredentialing",
                        place: .files(frame.scope)),
                    Attention(
                        .now, count: byState[.flagged] ?? 0, one: "credentialing file is flagged",
                        many: "credentialing files are flagged",
                        place: .files(frame.scope, .flagged)),
                    Attention(
                        .now, count: pressing,
                        one: "application is to be called complete or returned within three days, or is late",
                        many: "applications are to be called complete or returned within three days, or are late",
                        place: .files(frame.scope, .received)),
                    Attention(
                        .soon, count: received.count - pressing, one: "application came in",
                        many: "applications came in", place: .files(frame.scope, .received)),
                ]
            }
        }
        if frame.may(.fileWrite) || frame.may(.fileDecide) { found += try await self.duties(as: caller, frame) }
        if frame.may(.dutyFulfill) {
            let ballots = try await self.files.ballots(as: caller).count { $0.vote == nil }
            found.append(
                Attention(
                    .now, count: ballots,
                    one: "file waits for your vote", many: "files wait for your vote", place: .ballots))
        }
        if frame.may(.fileApply) {
            let waiting = try await self.files.own(as: caller).count {
                [.invited, .applicationInProgress, .returnedIncomplete].contains($0.state)
            }
            found.append(
                Attention(
                    .now, count: waiting,
                    one: "application of yours waits for you", many: "applications of yours wait for you",
                    place: .ownTasks))
        }
        return found
    }

    /// What follows from adverse decisions; of reports to the data bank the database tells those alone who may open them.
    private func duties(as caller: Caller, _ frame: Frame) async throws -> [Attention] {
        let (appeals, reports) = try await self.files.duties(as: caller)
        let place: Place = frame.may(.fileWrite) ? .files(frame.scope) : .decisions(frame.scope)
        let pressing = reports.count { $0.today.distance(to: $0.dueOn) <= 7 }
        let untold = appeals.count { $0.toldOn == nil }
        let running = appeals.count { $0.toldOn != nil && !$0.isOver }
        return [
            Attention(
                .now, count: pressing, one: "report to the data bank is due within a week or late",
                many: "reports to the data bank are due within a week or late", place: place),
            Attention(
                .soon, count: reports.count - pressing, one: "report to the data bank is due",
                many: "reports to the data bank are due", place: place),
            Attention(
                .now, count: untold, one: "person has not been told of a decision that they may appeal",
                many: "people have not been told of decisions that they may appeal", place: place),
            Attention(
                .soon, count: running, one: "decision may still be appealed",
                many: "decisions may still be appealed", place: place),
        ]
    }
}
