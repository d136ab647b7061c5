import HTML
import PraxisCore

/// The bar on top of every page: practice, clinic, search, help, account.
func siteHeader(_ shell: Shell) -> HTML {
    header(.class("top")) {
        a(.class("brand"), .href(Place.home(shell.frame.home))) {
            logo()
            span { "Praxis" }
        }
        clinicSwitch(shell)
        quickSearch(shell)
        a(.class("icon-link"), .href(Place.help), .title("Help and keys")) {
            icon(.help)
            span(.class("hidden")) { "Help" }
        }
        accountMenu(shell)
    }
}

/// Names the clinic and leads to the same page of another. One clinic, no switch.
private func clinicSwitch(_ shell: Shell) -> HTML {
    let frame = shell.frame
    let name = span(.class("scope-name")) {
        small { frame.practice }
        strong { frame.scopeName }
    }
    if frame.clinics.count < 2 { return div(.class("scope")) { name } }
    return details(.class("scope menu")) {
        summary(.aria("label", "Clinic: \(frame.scopeName). Change")) {
            name
            icon(.chevronDown)
        }
        ul(.class("menu-list")) {
            li { scopeLink("All clinics", shell.samePage(in: .all), isCurrent: frame.scope == .all) }
            for clinic in frame.clinics {
                li {
                    scopeLink(
                        clinic.name, shell.samePage(in: .clinic(clinic.slug)), isCurrent: frame.clinic == clinic)
                }
            }
        }
    }
}

private func scopeLink(_ name: String, _ path: URLPath, isCurrent: Bool) -> HTML {
    a(.href(path), .aria("current", isCurrent ? "true" : nil)) { name }
}

private func quickSearch(_ shell: Shell) -> HTML {
    search(.class("quick")) {
        getForm(Place.search(shell.frame.home), .role("search")) {
            label(.for("quick-search"), .class("hidden")) { "Search people, vendors, orders" }
            icon(.search)
            input(
                .type("search"), .id("quick-search"), .name("q"), .autocomplete("off"), .data("key", "/"),
                .aria("keyshortcuts", "/ Control+K"))
            kbd(.ariaHidden) { "/" }
        }
    }
}

private func accountMenu(_ shell: Shell) -> HTML {
    details(.class("menu account")) {
        summary(.aria("label", "Account of \(shell.frame.account)")) {
            span(.class("avatar"), .ariaHidden) { initials(shell.frame.account) }
            icon(.chevronDown)
        }
        div(.class("menu-list")) {
            p(.class("menu-title")) { shell.frame.account }
            a(.href(Place.account)) {
                icon(.user)
                "Your account"
            }
            fieldset(.class("theme")) {
                legend { "Look" }
                button(.type("button"), .data("theme-choice", "system")) { "System" }
                button(.type("button"), .data("theme-choice", "light")) { "Light" }
                button(.type("button"), .data("theme-choice", "dark")) { "Dark" }
            }
            postForm(shell.context, Place.signOut, once: false) {
                button(.type("submit"), .class("menu-button")) {
                    icon(.logOut)
                    "Sign out"
                }
            }
        }
    }
}

/// The first letters of a name's first and last word.
func initials(_ name: String) -> String {
    let words = name.split(separator: " ")
    let letters = [words.first?.first, words.count > 1 ? words.last?.first : nil].compactMap { $0 }
    return String(letters).uppercased()
}
