package import PraxisCore

/// What an overview may tell, by the permissions of its reader.
package enum OverviewPart: String, CaseIterable, Sendable {
    case files, credentials, screening, training
}

/// The figures of credentialing across clinics. What its reader may not see is empty and not among the parts.
package struct CredentialingOverview: Sendable {
    /// One clinic's figures, or those of all together.
    package struct Line: Sendable {
        /// What the figures may be told of; the others are 0.
        package let parts: Set<OverviewPart>
        /// `nil` for all together.
        package let clinic: Slug?
        package let name: String
        package let files: FileAges
        package let lapsed: Int
        package let suspended: Int
        package let unverified: Int
        package let within30: Int
        package let overdueTraining: Int
        package let findings: Int
        package let overrides: Int
    }

    package let parts: Set<OverviewPart>
    package let clinics: [OverviewClinic]
    /// The present month and the eleven behind it.
    package let ahead: [LocalDate]
    /// Months of screening, the newest first, at most twelve.
    package let months: [ScreeningMonth]
    /// Matches with exclusion lists that nobody decided yet.
    package let matches: Int

    let files: [FileTally]
    let lines: [AheadTally]
    let findings: [Slug: Int]
    let overrides: [Slug: Int]
    /// Overdue duties at each clinic, and of everybody once.
    let overdue: [Slug: Int]
    let overdueTotal: Int

    /// A line per clinic.
    package var byClinic: [Line] {
        self.clinics.map { clinic in
            self.line(
                clinic.slug, clinic.name, files: self.ages { !$0.isTotal && $0.clinic == clinic.slug },
                training: self.overdue[clinic.slug] ?? 0)
        }
    }

    /// All clinics together; a person of two clinics counts once among files and training.
    package var total: Line {
        self.line(nil, "Together", files: self.ages(where: \.isTotal), training: self.overdueTotal)
    }

    private func line(_ clinic: Slug?, _ name: String, files: FileAges, training: Int) -> Line {
        let lines = self.lines.filter { clinic == nil || $0.clinic == clinic }
        let count = { (buckets: Set<BoardBucket>) in
            lines.filter { buckets.contains($0.bucket) }.map(\.lines).reduce(0, +)
        }
        return Line(
            parts: self.parts, clinic: clinic, name: name, files: files, lapsed: count([.expired]),
            suspended: count([.barred]),
            unverified: count([.unverified]), within30: count([.within30]), overdueTraining: training,
            findings: Self.sum(self.findings, clinic), overrides: Self.sum(self.overrides, clinic))
    }

    private static func sum(_ figures: [Slug: Int], _ clinic: Slug?) -> Int {
        clinic.map { figures[$0] ?? 0 } ?? figures.values.reduce(0, +)
    }

    private func ages(where fits: (FileTally) -> Bool) -> FileAges {
        self.files.filter(fits).map(\.ages).reduce(FileAges(), +)
    }

    /// The stages that have files, in their order.
    package var byStage: [(state: FileState, ages: FileAges)] {
        FileState.inOrder.compactMap { state in
            let ages = self.ages { $0.isTotal && $0.state == state }
            return ages.total == 0 ? nil : (state, ages)
        }
    }

    /// How many lines end in a month, at a clinic or at all.
    package func ending(in month: LocalDate, at clinic: Slug? = nil) -> Int {
        self.lines.filter { $0.month == month && (clinic == nil || $0.clinic == clinic) }.map(\.lines).reduce(0, +)
    }

    /// Whether everybody was compared in the present month.
    package var isScreened: Bool { self.months.first.map { $0.standing == .done } ?? false }
}

/// One figure of an overview as a file tells it.
package struct OverviewFigure: Hashable, Sendable {
    package let topic: String
    package let clinic: String
    package let name: String
    package let number: Int
}

extension CredentialingOverview {
    /// Every figure, a line each.
    package var figures: [OverviewFigure] {
        (self.byClinic + [self.total]).flatMap(self.figures) + self.stages
            + self.months.map { month in
                OverviewFigure(
                    topic: "Completed screenings", clinic: self.total.name, name: month.month.monthAndYear,
                    number: month.runs)
            }
    }

    private func figures(of line: Line) -> [OverviewFigure] {
        func figure(_ topic: String, _ name: String, _ number: Int) -> OverviewFigure {
            OverviewFigure(topic: topic, clinic: line.name, name: name, number: number)
        }
        var all: [OverviewFigure] = []
        if self.parts.contains(.files) {
            all += [
                figure("Files", "Up to 30 days", line.files.young), figure("Files", "31 to 90 days", line.files.middle),
                figure("Files", "Over 90 days", line.files.old),
            ]
        }
        if self.parts.contains(.credentials) {
            all += [
                figure("Credentials", "Lapsed", line.lapsed), figure("Credentials", "Suspended", line.suspended),
                figure("Credentials", "Not verified", line.unverified),
                figure("Credentials", "End within 30 days", line.within30),
                figure("Shifts", "Worked uncleared", line.findings),
                figure("Overrides", "Waiting", line.overrides),
            ]
            all += self.ahead.map {
                figure("Credentials that end", $0.monthAndYear, self.ending(in: $0, at: line.clinic))
            }
        }
        if self.parts.contains(.training) { all.append(figure("Training", "Overdue", line.overdueTraining)) }
        return all
    }

    private var stages: [OverviewFigure] {
        self.byStage.map { stage in
            OverviewFigure(
                topic: "Files by stage", clinic: self.total.name, name: stage.state.title, number: stage.ages.total)
        }
    }
}
