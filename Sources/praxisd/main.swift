import Glibc
import PraxisServer

exit(await Daemon.run(arguments: CommandLine.arguments))
