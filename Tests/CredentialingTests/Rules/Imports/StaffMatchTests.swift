import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A row of a staff file, compared with the practice` {
    @Test func `C5: the same NPI and day of birth is the same person, who begins here`() {
        let preview = preview([.npi, .birth], known: somebody())
        #expect(preview.outcome == .changed && preview.person == asha)
        #expect(preview.changes.map(\.field) == ["employment", "appointment"])
    }

    @Test(
        arguments: [[.npi], [.npi, .otherBirth], [.npi, .name], [.name, .birth], [.name, .email], [.number]]
            as [Set<StaffCandidate.Trait>])
    func `asks who it is, and never offers a second person, where a number or two facts agree`(
        shared: Set<StaffCandidate.Trait>
    ) {
        let preview = preview(shared, known: somebody())
        #expect(preview.outcome == .question && preview.choices.map(\.person) == [asha])
        #expect(!preview.mayBeNew)
    }

    @Test func `of a name alone asks, and lets it be somebody new`() {
        let preview = preview([.name], known: somebody())
        #expect(preview.outcome == .question && preview.mayBeNew)
    }

    @Test(arguments: [[.name, .otherBirth], [.name, .birth, .otherNPI], [.email]] as [Set<StaffCandidate.Trait>])
    func `takes whom a birth date or an NPI tells apart for two, with a warning`(shared: Set<StaffCandidate.Trait>) {
        let preview = preview(shared, known: somebody())
        #expect(preview.outcome == .new && preview.warnings.count == 1)
    }

    @Test func `asks nothing where the answer would change nothing`() {
        let known = somebody(working: ["denver:physician"], as: ["denver:physician"])
        #expect(preview([.name], known: known).outcome == .unchanged)
        #expect(preview([.npi, .birth], known: known).outcome == .unchanged)
    }

    @Test func `fills in blanks, keeps what is there and says what differs`() {
        let preview = preview([.npi, .birth], known: somebody(email: nil, phone: "303-555-0000"))
        #expect(preview.changes.map(\.field) == ["email", "employment", "appointment"])
        #expect(preview.warnings.map(\.heading) == ["Phone"])
    }

    @Test func `names nobody of a clinic that the caller does not see`() {
        let sure = preview([.npi, .birth], known: nil)
        #expect(sure.outcome == .changed && sure.changes.map(\.field) == ["employment", "appointment"])
        let unsure = preview([.name, .birth], known: nil)
        #expect(unsure.outcome == .refused && unsure.choices.isEmpty)
        #expect(preview([.name], known: nil).outcome == .new)
    }

    @Test func `two people who both fit are a question, with both to choose from`() {
        let other = Identifier<Person>.make()
        let preview = StaffPreview(
            row(), candidates: [.init(person: asha, shared: [.npi]), .init(person: other, shared: [.number])],
            known: [asha: somebody(), other: somebody(other)])
        #expect(preview.outcome == .question && Set(preview.choices.map(\.person)) == [asha, other])
    }

    @Test func `a second row of a person goes with the first`() {
        var second = row(3)
        second.follows = 2
        second.record?.clinic = "phoenix"
        let first = StaffPreview(row())
        let follower = StaffPreview(second, leader: first)
        #expect(follower.outcome == .changed && follower.follows == 2)
        let plan = try? StaffPlan([first, follower], [:])
        #expect(plan?.changes.map(\.clinic) == ["denver", "phoenix"])
        #expect(Set(plan?.changes.map(\.person) ?? []).count == 1)
        #expect(plan?.changes.map(\.isNew) == [true, false])
    }
}

@Suite struct `The plan of a staff import` {
    @Test func `waits for an answer to every question, and takes only those that were offered`() {
        let question = preview([.npi], known: somebody())
        for answer in [nil, .other, .same(.make())] as [StaffAnswer?] {
            #expect(throws: ImportError.unanswered(rows: [2])) {
                try StaffPlan([question], answer.map { [2: $0] } ?? [:])
            }
        }
    }

    @Test func `does what the answer says`() throws {
        let question = preview([.name], known: somebody())
        let same = try StaffPlan([question], [2: .same(asha)])
        #expect(same.changes.map(\.person) == [asha] && same.changes.map(\.isNew) == [false])
        let other = try StaffPlan([question], [2: .other])
        #expect(other.changes.map(\.isNew) == [true] && other.changes[0].person != asha)
        #expect(try StaffPlan([question], [2: .leave]).changes.isEmpty)
    }
}

private let asha = Identifier<Person>.make()

private func row(_ number: Int = 2) -> StaffFile.Row {
    StaffFile.Row(
        number: number,
        record: StaffRecord(
            given: "Asha", middle: nil, family: "Rao", suffix: nil, birthDate: LocalDate("1980-01-01"),
            email: "asha@example.org", phone: "303-555-0199", npi: NPI("1000000004"), number: "E1",
            position: "physician", role: .physician, clinic: "denver", startsOn: LocalDate("2026-01-01")!),
        follows: nil, problems: [], notes: [])
}

private func somebody(
    _ person: Identifier<Person> = asha, email: String? = "asha@example.org", phone: String? = "303-555-0199",
    working employments: Set<String> = [], as appointments: Set<String> = []
) -> KnownStaff {
    KnownStaff(
        person: person, given: "Asha", family: "Rao", birthDate: LocalDate("1980-01-01"), npi: "1000000004",
        email: email, phone: phone, number: "E1", employments: employments, appointments: appointments)
}

private func preview(_ shared: Set<StaffCandidate.Trait>, known: KnownStaff?) -> StaffPreview {
    StaffPreview(
        row(), candidates: [StaffCandidate(person: asha, shared: shared)],
        known: known.map { [asha: $0] } ?? [:])
}
