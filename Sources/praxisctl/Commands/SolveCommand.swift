import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import PraxisServer
import RosterSolver

struct SolveCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Plan a roster for a benchmark instance in the text form of Curtois and Qu.",
        discussion: """
            Prints one line of JSON: what the best roster found costs, and what it took. With the same seed, threads and \
            --iterations the roster is the same; --seconds goes by the clock. Ctrl-C ends the search: the best roster so far \
            is written and told as ever, with "canceled": true and exit status 0; a second Ctrl-C ends the program. \
            People whose rules cannot all be kept are named in "withoutLegalRow", and what stands against it on standard \
            error, a line for each. Exit status 65 when a line of the file is not as expected.
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The instance.", completion: .file())
    var file: String

    @Option(help: "How long to search, by the clock; 10 if neither this nor --iterations is given.")
    var seconds: Double?

    @Flag(help: "Count --seconds in processor time of all threads, as benchmarks do.")
    var processorTime = false

    @Option(help: "About how many moves to make instead; the last cycle is finished.")
    var iterations: Int?

    @Option(help: "Where chance starts from.")
    var seed: UInt64 = 1

    @Option(help: "How many searches run side by side, from 1 to 64; all is one for each processor core but one.")
    var threads = ThreadCount(1)

    @Option(help: "Where the roster is written: a line per person, a cell per day.", completion: .file())
    var out: String?

    @Option(help: "The best known cost, to tell the gap to it.")
    var best: Int64?

    @Flag(help: "Tell of better rosters on standard error.")
    var progress = false

    func validate() throws {
        guard self.seconds == nil || self.iterations == nil else {
            throw ValidationError("give --seconds or --iterations, not both")
        }
        guard self.seconds.map({ $0 > 0 && $0 <= 86400 }) ?? true else {
            throw ValidationError("--seconds is more than 0, a day at most")
        }
        guard (self.iterations ?? 1) > 0 else { throw ValidationError("--iterations is more than 0") }
    }

    func perform() async throws {
        let problem = try self.problem()
        let report = SolveProgress(best: self.best, isShown: self.progress)
        let processor = ProcessorTime()
        let started = ContinuousClock.now
        let interrupt = SolveInterrupt()
        let result: SolverResult
        do throws(RefusedProblem) {
            result = try RosterSolver.solve(problem, self.options(report, interrupt))
        } catch {
            throw Failure("\(self.file): the instance is refused: \(error.refusals)", status: .data)
        }
        let evaluation = Evaluation(of: result.roster, against: problem)
        if let out {
            do { try Data(Nrp24.text(of: result.roster, for: problem).utf8).write(to: URL(filePath: out)) } catch {
                throw Failure("\(out): cannot be written")
            }
        }
        report.finish(result, evaluation)
        let outcome = SolveOutcome(
            instance: URL(filePath: self.file).deletingPathExtension().lastPathComponent, cost: evaluation.score.sum,
            hardViolations: evaluation.hardViolations.count, uncovered: evaluation.uncovered,
            seconds: (ContinuousClock.now - started) / .seconds(1),
            cpuSeconds: processor.seconds, iterations: result.iterations, seed: self.seed,
            threads: self.threads.count, canceled: result.wasCanceled,
            withoutLegalRow: result.withoutLegalRow.map { problem.people[$0].id })
        // Reasons are looked for once the time is taken: that may last.
        print(try outcome.line())
        fflush(nil)
        for line in Self.complaints(of: result, problem, interrupt.isRaised) { StandardError.write(line + "\n") }
    }

    /// What stands against a legal row, for each person without one.
    private static func complaints(
        of result: SolverResult, _ problem: RosterProblem, _ isCanceled: @escaping () -> Bool
    ) -> [String] {
        result.withoutLegalRow.map { person in
            let found = problem.contradiction(of: person, isCanceled: isCanceled)
            return found?.text(for: problem) ?? "\(problem.people[person].id): no legal row was found"
        }
    }

    private func problem() throws -> RosterProblem {
        guard let data = FileManager.default.contents(atPath: self.file) else {
            throw Failure("\(self.file): cannot be read", status: .data)
        }
        do throws(Nrp24Error) {
            return try Nrp24.problem(from: String(decoding: data, as: UTF8.self))
        } catch {
            throw Failure("\(self.file): \(error)", status: .data)
        }
    }

    private func options(_ report: SolveProgress, _ interrupt: SolveInterrupt) -> SolverOptions {
        let budget: Budget
        if let iterations { budget = .iterations(iterations) } else { budget = .seconds(self.seconds ?? 10) }
        var options = SolverOptions(
            budget: budget, seed: self.seed, threads: self.threads.count,
            perform: { count, work in DispatchQueue.concurrentPerform(iterations: count, execute: work) },
            isCanceled: interrupt.isRaised)
        if self.processorTime {
            let processor = ProcessorTime()
            options.now = { processor.seconds }
        }
        if self.progress { options.progress = { report.tell($0) } }
        return options
    }
}

/// What a run found, as it is printed.
struct SolveOutcome: Encodable {
    let instance: String
    let cost: Int64
    let hardViolations: Int
    let uncovered: Int64
    let seconds: Double
    let cpuSeconds: Double
    let iterations: Int
    let seed: UInt64
    let threads: Int
    let canceled: Bool
    /// The names of people whose rows break hard rules, because no legal one was found.
    let withoutLegalRow: [String]

    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
