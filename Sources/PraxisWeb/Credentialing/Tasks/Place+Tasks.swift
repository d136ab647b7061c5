extension Place {
    /// What is asked of oneself, in one list.
    static var ownTasks: Place { Place("account", "tasks") }
}
