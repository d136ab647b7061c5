/// Given names that stand for each other.
package enum Nicknames {
    /// Whether one is a usual short form of the other, or both of a third.
    package static func share(_ a: String, _ b: String) -> Bool {
        guard let groups = Self.groups[a], let others = Self.groups[b] else { return false }
        return !groups.isDisjoint(with: others)
    }

    private static let groups: [String: Set<Int>] = {
        var groups: [String: Set<Int>] = [:]
        for (index, line) in Self.families.enumerated() {
            for name in line.split(separator: " ") { groups[String(name), default: []].insert(index) }
        }
        return groups
    }()

    private static let families = [
        "ABIGAIL ABBY GAIL", "ALBERT AL BERT", "ALEXANDER ALEX ALEC SASHA", "ALEXANDRA ALEX SANDRA LEXI",
        "ANDREW ANDY DREW", "ANTHONY TONY", "BARBARA BARB BABS", "BENJAMIN BEN BENNY",
        "CATHERINE KATHERINE KATHRYN KATE KATHY CATHY KATIE",
        "CHARLES CHARLIE CHUCK", "CHRISTINA CHRISTINE CHRIS TINA CHRISSY", "CHRISTOPHER CHRIS KIT", "CYNTHIA CINDY",
        "DANIEL DAN DANNY", "DAVID DAVE", "DEBORAH DEBRA DEB DEBBIE", "DONALD DON DONNIE", "DOROTHY DOT DOTTIE",
        "EDWARD ED EDDIE TED NED", "ELIZABETH LIZ BETH BETTY LISA ELIZA BETSY", "FRANCES FRAN FANNIE", "FRANCIS FRANK",
        "FREDERICK FRED FREDDIE", "GERALD JERRY", "GREGORY GREG", "HAROLD HAL HARRY", "HENRY HANK HARRY", "JACOB JAKE",
        "JACQUELINE JACKIE", "JAMES JIM JIMMY JAMIE", "JANET JAN", "JEFFREY JEFF", "JENNIFER JEN JENNY",
        "JESSICA JESS JESSIE",
        "JOHN JACK JOHNNY JON", "JONATHAN JON", "JOSEPH JOE JOEY", "JOSHUA JOSH", "JUDITH JUDY", "KENNETH KEN KENNY",
        "KIMBERLY KIM", "LAWRENCE LARRY", "LEONARD LEN LENNY", "MARGARET MAGGIE MEG PEGGY MARGE RITA", "MATTHEW MATT",
        "MICHAEL MIKE MICK", "NANCY ANN", "NATHANIEL NATHAN NATE", "NICHOLAS NICK", "PAMELA PAM",
        "PATRICIA PAT PATTY TRISH",
        "PATRICK PAT PADDY", "PETER PETE", "PHILIP PHILLIP PHIL", "RAYMOND RAY", "REBECCA BECKY",
        "RICHARD RICK RICH DICK",
        "ROBERT BOB ROB BOBBY BERT", "RONALD RON RONNIE", "SAMANTHA SAM", "SAMUEL SAM SAMMY", "SANDRA SANDY",
        "STEPHANIE STEPH",
        "STEPHEN STEVEN STEVE", "SUSAN SUE SUSIE", "THEODORE TED THEO", "THERESA TERESA TERRI TERRY",
        "THOMAS TOM TOMMY",
        "TIMOTHY TIM", "VICTORIA VICKY TORI", "VIRGINIA GINNY", "WALTER WALT", "WILLIAM BILL WILL BILLY WILLY LIAM",
        "ZACHARY ZACK",
    ]
}
