/// Words and runs that guessers try first. Passwords are compared without digits and marks around them and with
/// look-alikes replaced, so each entry stands for hundreds of variants (`P@ssw0rd2026!` is `password`).
enum CommonPasswords {
    static func contains(_ password: String) -> Bool {
        Self.words.contains(password) || Self.isOneWordTwice(password)
    }

    private static func isOneWordTwice(_ password: String) -> Bool {
        let half = password.count / 2
        return password.count.isMultiple(of: 2) && password.prefix(half) == password.suffix(half)
            && Self.words.contains(String(password.prefix(half)))
    }

    private static let words: Set<String> = Set(
        """
        password passwort passw passwd pass pwd letmein welcome changeme default secret admin administrator root user
        guest login access master test testing tester demo temp temporary qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl
        zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc onetwothree abc abcd abcde abcdef abcdefg abcdefgh iloveyou ilovey loveyou
        lovely love sunshine princess monkey dragon football baseball basketball soccer hockey golf superman batman
        spiderman starwars pokemon naruto trustno trustnol shadow michael jordan jennifer jessica ashley daniel charlie
        thomas robert andrew joshua matthew anthony amanda nicole samantha elizabeth michelle hunter ranger buster soccer
        killer pepper ginger cookie cheese chocolate banana orange purple yellow silver golden diamond flower summer
        spring winter autumn january february march april may june july august september october november december monday
        tuesday wednesday thursday friday saturday sunday computer internet google facebook twitter linkedin microsoft
        windows apple samsung iphone android whatever nothing something forever freedom liberty america usa canada
        mexico london paris newyork chicago denver phoenix texas dallas houston california colorado arizona illinois
        indiana hello helloworld hellothere goodbye thankyou please blessed jesus christ heaven angel angels family
        mother father brother sister baby babygirl hannah maggie bailey buddy lucky tigger snoopy mickey minnie donald
        corvette mustang ferrari porsche mercedes harley yamaha honda toyota nissan matrix phantom ninja samurai
        warrior wizard merlin gandalf
        doctor nurse hospital clinic medical medicine healthcare health patient practice pharmacy physician surgeon
        praxis office company business manager staff employee team money budget
        correcthorsebatterystaple correct horse battery staple mypassword yourpassword thepassword newpassword
        oldpassword passwordpassword nopassword
        """.split { $0.isWhitespace }.map(String.init)
    ).union([
        "12345678", "123456789", "1234567890", "11111111", "00000000", "87654321", "123123123", "1q2w3e4r", "1qaz2wsx",
    ])
}
