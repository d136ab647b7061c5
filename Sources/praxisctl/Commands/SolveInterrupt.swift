import Dispatch
import Glibc
import Synchronization

/// Listens for Ctrl-C while a roster is searched: the first ends the search, a second one the program.
final class SolveInterrupt {
    private final class Flag: Sendable {
        let isRaised = Atomic(false)
    }

    private let flag = Flag()
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)  // else the signal would end the program before the source hears of it
        self.source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        self.source.setEventHandler { [flag] in
            flag.isRaised.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
        self.source.resume()
    }

    /// Whether Ctrl-C was pressed.
    var isRaised: @Sendable () -> Bool { { [flag] in flag.isRaised.load(ordering: .relaxed) } }
}
