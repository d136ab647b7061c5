package import HTML

/// A drawing of the sprite. Decoration: the words beside it say what it means.
package enum Icon: String, CaseIterable, Sendable {
    case home = "house", users, badge = "badge-check", calendar = "calendar-days", wallet, cart = "shopping-cart"
    case building = "building-2", search, help = "circle-question-mark", settings, plus, check, x, menu
    case alert = "triangle-alert", info, clock, file = "file-text", download, printer, bell, key = "key-round"
    case shield = "shield-check", history, user = "user-round", logOut = "log-out", chevronDown = "chevron-down"
    case chevronLeft = "chevron-left", chevronRight = "chevron-right", arrowUp = "arrow-up", arrowDown = "arrow-down"
    case package, truck, receipt, landmark, upload, pencil, trash = "trash-2", eye, lock, mail, phone
    case list, table, filter = "list-filter", external = "external-link", sun, moon, copy, swap = "arrow-left-right"
    case grip = "grip-vertical", star, sparkles, refresh = "refresh-cw", ban, stethoscope, scale, tag, more = "ellipsis"
}

/// An icon.
package func icon(_ icon: Icon) -> HTML {
    svg(.class("icon"), .ariaHidden, .unfocusable) { svgUse(.href(AssetLibrary.sprite(icon))) }
}
