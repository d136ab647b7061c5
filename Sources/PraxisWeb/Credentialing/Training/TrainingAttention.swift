package import Credentialing
package import PraxisCore

/// What training and policies want somebody to do today.
package struct TrainingAttention: AttentionSource {
    let training: TrainingService

    package init(training: TrainingService) { self.training = training }

    /// The own duties, and certificates that wait for a review.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        var found: [Attention] = []
        if frame.may(.dutyFulfill) {
            let duties = try await self.training.attention(on: frame.today, as: caller)
            let overdue = duties.filter { $0.state == .overdue }
            let open = duties.filter { $0.state == .due }
            found.append(
                Attention(
                    .now, count: overdue.count,
                    one: "course or policy of yours is overdue", many: "courses and policies of yours are overdue",
                    detail: overdue.first?.subject.name, place: .ownTraining))
            found.append(
                Attention(
                    .soon, count: open.count,
                    one: "course or policy is for you to do", many: "courses and policies are for you to do",
                    detail: open.first.map { duty in
                        duty.due.map { "\(duty.subject.name), by \($0.readable)" } ?? duty.subject.name
                    }, place: .ownTraining))
        }
        if frame.may(.trainingRecord) {
            let claims = try await self.training.waitingClaims(as: caller).filter { !$0.isOwn }
            found.append(
                Attention(
                    .soon, count: claims.count,
                    one: "certificate waits for a review", many: "certificates wait for a review",
                    place: .trainingClaims(frame.scope)))
        }
        return found
    }
}
