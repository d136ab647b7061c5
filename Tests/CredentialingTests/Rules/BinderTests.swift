import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A binder` {
    private let people = (0..<40).map { _ in Person.ID.make() }

    private func request(_ fields: [String: String], _ people: [Person.ID] = []) throws -> BinderRequest {
        try BinderRequest({ fields[$0] }, people: people.map(\.description))
    }

    @Test func `picks the same files for the same seed, others for another, none twice`() throws {
        let first = BinderSample.pick(10, of: self.people, seed: "2026")
        #expect(first == BinderSample.pick(10, of: self.people.shuffled(), seed: "2026"))
        #expect(Set(first).count == 10)
        #expect(first != BinderSample.pick(10, of: self.people, seed: "2027"))
        #expect(BinderSample.pick(50, of: self.people, seed: "2026").count == 40)
        #expect(BinderSample.pick(5, of: self.people, seed: "2026") == Array(first.prefix(5)))
    }

    @Test func `picks everybody equally often`() {
        var times: [Person.ID: Int] = [:]
        for seed in 0..<400 {
            for person in BinderSample.pick(10, of: self.people, seed: String(seed)) { times[person, default: 0] += 1 }
        }
        #expect(times.count == 40 && times.values.allSatisfy { (60...140).contains($0) }, "\(times.values.sorted())")
    }

    @Test(arguments: [
        (["purpose": "Survey", "count": "0"], "count"), (["purpose": "Survey", "count": "51"], "count"),
        (["purpose": "Survey", "count": "1e1"], "count"), (["count": "3"], "purpose"),
        (["purpose": "Survey", "way": "chosen"], "people"),
    ])
    func `names the field that cannot be right`(fields: [String: String], field: String) throws {
        let error = try #require(throws: FieldErrors.self) { try self.request(fields) }
        #expect(error.entries.map(\.field) == [field])
    }

    @Test func `holds those who were chosen, and nobody whom the caller does not reach`() throws {
        let wanted = ["purpose": "Survey", "way": "chosen"]
        let chosen = try self.request(wanted, [self.people[3], self.people[1]])
        #expect(try chosen.people(among: self.people) == [self.people[1], self.people[3]])
        let stranger = try self.request(wanted, [self.people[3], .make()])
        #expect(throws: FieldErrors.self) { try stranger.people(among: self.people) }
    }
}
