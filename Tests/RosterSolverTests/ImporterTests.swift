import RosterSolver
import Testing

@Suite struct `Reading the benchmark's text form` {
    private let good = [
        "# comment", "SECTION_HORIZON", "7", "", "SECTION_SHIFTS", "D,480,", "N,600,D", "SECTION_STAFF",
        "A,D=7|N=2,2400,960,5,2,2,1", "SECTION_DAYS_OFF", "A,3", "SECTION_SHIFT_ON_REQUESTS", "A,0,D,2",
        "SECTION_SHIFT_OFF_REQUESTS", "A,1,N,3", "SECTION_COVER", "0,D,1,100,1",
    ]

    @Test(arguments: ["\n", "\r\n"]) func `accepts both line ends`(end: String) throws {
        let problem = try Nrp24.problem(from: "\u{FEFF}" + self.good.joined(separator: end))
        #expect(problem.days == 7)
        #expect(problem.people[0].leave == [3])
        #expect(problem.people[0].requests.count == 2)
        #expect(problem.demands.count == 1)
        #expect(problem.refusals().isEmpty)
    }

    @Test(arguments: [
        (1, "SECTION_FOO", 2), (2, "8", 3), (2, "x", 3), (5, "D,0,", 6), (6, "D,480,", 7), (6, "N,600,Q", 7),
        (8, "A,D=7,1,2", 9), (8, "A,Q=7,2400,960,5,2,2,1", 9), (8, "A,D=7,960,2400,5,2,2,1", 9), (10, "A,9", 11),
        (10, "B,1", 11), (12, "A,0,D", 13), (12, "A,0,D,-1", 13), (16, "0,D,1,100", 17), (16, "0,X,1,100,1", 17),
    ])
    func `names the line and what was expected`(index: Int, line: String, number: Int) {
        var lines = self.good
        lines[index] = line
        #expect {
            _ = try Nrp24.problem(from: lines.joined(separator: "\r\n"))
        } throws: { error in
            let error = error as? Nrp24Error
            return error?.line == number && error?.expected.isEmpty == false
        }
    }

    @Test func `misses a section`() {
        #expect(throws: Nrp24Error.self) { try Nrp24.problem(from: self.good.dropLast(2).joined(separator: "\n")) }
    }

    @Test func `survives anything at all`() {
        var dice = Dice(seed: 5)
        let text = self.good.joined(separator: "\n")
        for _ in 0..<300 {
            var characters = Array(text.unicodeScalars)
            for _ in 0..<dice.roll(1...6) {
                characters[dice.roll(0...characters.count - 1)] = Unicode.Scalar(UInt8(dice.roll(9...126)))
            }
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: characters)
            _ = try? Nrp24.problem(from: String(scalars))
        }
    }

    @Test func `writes a roster that it reads again`() throws {
        let problem = try Fixture.instance(2)
        let roster = try RosterSolver.solve(problem, SolverOptions(budget: .iterations(100))).roster
        #expect(try Nrp24.roster(from: Nrp24.text(of: roster, for: problem), for: problem) == roster)
    }
}
