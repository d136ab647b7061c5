extension Search {
    /// A round of the search: agreed prices and rows by prices that turn true, again and again, and small changes to the
    /// rosters found. Efforts are counted in rows planned, so that equal rounds make equal rosters.
    func round(_ cycle: Cycle, worker: Int, isFirst: Bool, _ stop: @escaping () -> Bool) {
        let start = self.rowsPlanned
        self.begin(limit: start + (worker < cycle.made.count ? cycle.made[worker] : cycle.planned), stop)
        let sweeps = max(1, cycle.planned / max(1, self.plan.people))
        if isFirst {
            if !self.isWarm { self.agree(sweeps: sweeps / 2, from: 1, to: Self.lastWeight, step: 1) }
        } else if sweeps >= Self.fewestSweeps {
            let length = min(sweeps / 2, max(Self.usualSweeps, sweeps / 16))
            repeat {
                self.findDuals(sweeps: length / 3)
                self.agree(sweeps: length, from: Self.firstWeight, to: Self.lastWeight, step: 0.3)
            } while self.rowsPlanned < start + cycle.planned / 5 * 4 && !self.isOver
        }
        self.best.restore(self.plan)
        self.anneal(until: start + cycle.planned, from: 2 * self.plan.scale)
        self.made = self.rowsPlanned - start
    }

    private static let firstWeight: Price = 0.1
    private static let lastWeight: Price = 30
    /// In fewer sweeps nothing comes to be agreed on.
    private static let fewestSweeps = 20
    private static let usualSweeps = 300
}
