extension Search {
    /// A round of the search: agreed prices, rows by prices that turn true, and small changes to the best roster.
    /// Efforts are counted in rows planned, so that equal rounds make equal rosters.
    func round(_ cycle: Cycle, worker: Int, isFirst: Bool, _ stop: @escaping () -> Bool) {
        let start = self.rowsPlanned
        self.begin(limit: start + (worker < cycle.made.count ? cycle.made[worker] : cycle.planned), stop)
        let sweeps = max(1, cycle.planned / max(1, self.plan.people))
        if isFirst {
            if !self.isWarm { self.agree(sweeps: sweeps / 2, from: 1, to: 100, step: 1) }
        } else {
            self.findDuals(sweeps: sweeps / 4)
            self.agree(sweeps: sweeps / 2, from: Self.firstWeight, to: 100, step: 0.3)
        }
        self.anneal(until: start + cycle.planned)
        self.made = self.rowsPlanned - start
    }

    private static let firstWeight: Price = 0.1
}
