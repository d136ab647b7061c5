package import Budgeting
package import Credentialing
package import Identity
package import Ordering
package import Postgres
package import PraxisCore
package import PraxisWeb
package import Rostering

/// The services of all modules, each with the ports that the adapters fill: the one place that knows them all.
package struct Services: Sendable {
    package let database: Database
    package let identity: IdentityService
    package let roster: RosterService
    /// Which sessions and tokens requests came with.
    package let activity: SessionActivity
    /// What was refused.
    package let denials: DenialLog
    package let people: PeopleService
    package let views: SavedViewService
    package let credentialing: CredentialingService
    package let training: TrainingService
    package let enrollments: EnrollmentService
    package let imports: ImportService
    package let files: FileService
    package let overviews: OverviewService
    package let budgets: BudgetService
    package let ordering: OrderingService

    /// - Parameters:
    ///   - pool: of the site's role.
    ///   - box: seals second factors.
    ///   - sendsMail: links to choose a password can be mailed.
    package init(
        pool: PostgresPool, box: SecretBox, hasher: PasswordHasher = PasswordHasher(), sendsMail: Bool = false
    ) {
        self.database = Database(pool: pool)
        let door = IdentityDoor(pool: pool)
        self.identity = IdentityService(
            database: self.database, door: door, hasher: hasher, box: box, sendsMail: sendsMail)
        self.roster = RosterService(database: self.database)
        self.activity = SessionActivity(door: door)
        self.denials = DenialLog(database: self.database)
        self.people = PeopleService(self.database)
        self.views = SavedViewService(self.database)
        self.credentialing = CredentialingService(database: self.database, release: Release.version)
        self.training = TrainingService(database: self.database)
        self.enrollments = EnrollmentService(database: self.database)
        self.imports = ImportService(database: self.database)
        self.files = FileService(database: self.database)
        self.overviews = OverviewService(database: self.database)
        self.budgets = BudgetService(database: self.database)
        self.ordering = OrderingService(database: self.database, budgets: BudgetsForOrdering())
    }
}

extension Services {
    /// The routes of all modules, beside those that the site has itself.
    package var controllers: [any Controller] {
        self.identity.controllers + self.credentialing.controllers + self.files.controllers
            + self.training.controllers + self.enrollments.controllers + self.imports.controllers
            + self.roster.controllers + [
                PeopleController(self.people), PeopleAPIController(self.people), PersonController(self.people),
                ClinicController(self.people), AuditController(self.people),
                OverviewController(overviews: self.overviews),
                OwnTaskController(files: self.files, training: self.training, credentialing: self.credentialing),
                SavedViewController(self.views), SavedViewAPIController(self.views),
                BudgetController(self.budgets), BudgetVersionController(self.budgets), ChartController(self.budgets),
                BudgetVersionAPIController(self.budgets), ChartAPIController(self.budgets),
                BudgetExportController(self.budgets),
                LimitController(self.budgets, self.ordering), LimitAPIController(self.budgets, self.ordering),
                VendorController(self.ordering), CatalogController(self.ordering), RequisitionController(self.ordering),
                OrderController(self.ordering), OrderReleaseController(self.ordering),
                VendorAPIController(self.ordering),
                RequisitionAPIController(self.ordering), OrderAPIController(self.ordering),
            ]
    }

    /// What each module wants attention for.
    package var attention: [any AttentionSource] {
        [
            IdentityAttention(identity: self.identity), OwnShiftsAttention(roster: self.roster),
            TrainingAttention(training: self.training), FileAttention(files: self.files),
            RenewalAttention(credentialing: self.credentialing),
            CredentialingAttention(credentialing: self.credentialing), RosterAttention(roster: self.roster),
            EnrollmentAttention(enrollments: self.enrollments),
            OrderingAttention(ordering: self.ordering), BudgetAttention(budgets: self.budgets),
        ]
    }

    /// What each module lets one search for.
    package var search: [any SearchSource] {
        [
            PeopleSearch(self.people), CredentialingSearch(credentialing: self.credentialing),
            OrderingSearch(ordering: self.ordering), BudgetSearch(budgets: self.budgets),
        ]
    }

    /// The site with everything in it.
    package func site(
        _ assets: AssetLibrary, isDevelopment: Bool = false, limits: RateLimits.Configuration = .init(),
        proxies: TrustedProxies = .none, spool: UploadSpool
    ) -> Site {
        Site(
            database: self.database, assets: assets, isDevelopment: isDevelopment, attention: self.attention,
            search: self.search, limits: limits, proxies: proxies, spool: spool, onCredential: self.activity.note,
            onDenial: self.denials.note)
    }
}
