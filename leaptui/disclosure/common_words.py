"""Which words say nothing by themselves: those of everyday English and of the field, in all their endings."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.disclosure.folding import folded_words
from leaptui.disclosure.ordinary_words import ORDINARY

_EVERYDAY = """
    the and of for from was are been were has had did his hers our ours their theirs she they you your yours him its out off call
    apartment apt dispatch dispatcher dispatching report badge crew interview advisor responder responders roadmap theme
    able about above accept accident account across act action actual add address admit adult advice afford afraid after
    afternoon again against age agency ago agree ahead aid air alarm alcohol alive all allow almost alone along already also
    alternative although always ambulance among amount anger angry animal annual another answer any anybody anymore anyone
    anything anyway anywhere apart apartment appear apply approach area argue arm around arrange arrest arrive article ashamed
    aside ask asleep assault assist attack attempt attend attention attitude attorney author available average avoid awake
    aware away baby back bad bag balance ball ban band bar bare base basic basis bath battle beat beautiful because become bed
    beer before begin behave behind believe belong below bench bend beside better between beyond bike bill bird birth bit bite
    blame blanket bleed blind block blood blow blue board boat body bone book boot border born borrow boss both bother bottle
    bottom box boy brain branch brave bread break breakfast breath breathe brief bright bring broad broken brother budget bug
    build bullet burden burn burst bus business busy but butter button buy cabin cage calm camera camp can cancel candidate cap
    capable car card care careful carry cash cat catch cause cell center central certain chain chair chance change channel
    charge charity cheap cheat check chest chief child choice choose church cigarette circle citizen city claim class clean
    clear clerk client clinic clock close clothes cloud club coach coast coat code coffee coin cold collapse collect college
    color come comfort command comment common community company compare compete complain complete computer concern condition
    conduct confirm confuse connect consider contact contain content continue contract control conversation convince cook cool
    copy corner correct cost couch cough council counsel count counter country county couple courage course court cousin cover
    crack crash crazy create credit crew crime crisis criticism cross crowd cruel cry culture cup curb current curtain custom
    cut cycle dad daily damage dance danger dangerous dark date daughter day dead deal dear death debate debt decade decide
    deep defend degree delay deliver demand deny department depend deputy describe desert deserve desk despite destroy detail
    detective die difference different difficult dig dinner direct dirt dirty disabled disappear discipline discuss disease
    dish dismiss distance district divide doctor dog door double doubt down dozen draft drag draw drawer dream dress drink
    drive driver drop drug drunk dry due dull during dust duty each ear early earn earth ease east easy eat edge educate effect
    effort egg eight eighteen eighty either election electric elevator eleven else emergency emotion employ empty encourage end
    enemy energy engine enjoy enough enter entire equal error escape especially even evening event ever every everybody everyone
    everything everywhere evidence exact example excellent except exchange excuse exit expect expensive experience expert explain
    express extra extreme eye face fact fail fair faith fall false familiar family famous far farm fast fat father fault favor
    fear federal feed feel fellow female fence few field fifteen fifth fifty fight figure file fill final find fine finger
    finish fire first fish fit five fix flag flat flight floor flow fly focus folk follow food foot force foreign forest forget
    forgive form former forth forty forward four fourteen fourth frame free fresh friday friend frighten front fruit fuel full
    fun fund funny furniture further future gain game gang garage garbage garden gas gate gather general gentle get gift girl
    give glad glass goal god gold gone good govern grab grade grandfather grandmother grant grass grateful grave graveyard gray
    great green ground group grow guard guess guest guide guilty gun guy habit hair half hall hand handle hang happen happy
    hard hardly harm hat hate have head heal health hear heart heat heavy heel height hell hello help hen her here hero herself
    hesitate hide high highway hill him himself hint hire history hit hold hole holiday home honest hope horrible horse
    hospital host hot hotel hour house however huge human humor hundred hungry hurry hurt husband ice idea identify ignore ill
    image imagine immediate important impossible improve inch include income increase indeed indicate individual industry
    inform injure inside insist instead insult insurance intend interest interrupt interview introduce investigate invite
    involve iron island issue item itself jacket jail job join joke journal judge jump june jury just justice keep key kick kid
    kill kind king kitchen knee knife knock know labor lack lady lake land language large last late laugh law lawyer lay lead
    leaf learn least leather leave left leg legal less lesson let letter level liar library license lie life lift light like
    limit line lip list listen little live load loan local lock locker lonely long look loose lord lose loss lot loud love low
    luck lunch machine mad magazine mail main maintain major make male mall man manage manner many map mark market marriage
    marry matter maybe mayor meal mean measure meat media medical medicine meet member memory mental mention mercy mess message
    metal meter method middle midnight might mile military milk million mind mine minor minute mirror miss mistake mix model
    modern mom moment monday money monitor month mood moon moral more morning most mother motor mountain mouth move movie much
    murder muscle music must myself nail name narrow nation native nature near nearly neck need needle neighbor neighborhood
    neither nerve nervous network never new news newspaper next nice night nine nineteen ninety nobody nod noise none noon nor
    normal north nose note nothing notice now nowhere number nurse obey object obvious occur odd off offer office officer
    often oil old once one only open operate opinion opportunity oppose option orange order ordinary organize original other
    ought ourselves outside over overnight own owner pack page paid pain paint pair pale panic paper parent park parking part
    partner party pass past path patient patrol pause pay peace people pepper percent perfect perhaps period permit person
    phone photo pick picture piece pile pill pink pipe pistol pity place plain plan plane plant plastic plate play please plenty
    pocket point poison pole police policy polite political poor popular porch position possible post pot pound pour poverty
    power practice pray prefer pregnant prepare present president press pressure pretend pretty prevent price pride priest
    prison private prize probably problem process produce profession program project promise proof proper protect protest proud
    prove public pull punch punish pure purpose purse push put quarter question quick quiet quit quite race radio rain raise
    range rape rare rate rather reach react read ready real realize really reason receive recent recognize record recover red
    reduce refer refuse regard regional regret regular relate relation release relief religion rely remain remember remind
    remove rent repair repeat replace reply report request require rescue resist respect respond rest restaurant result retire
    return reveal revenge reward rich rid ride rifle right ring rise risk river road rob rock role roll roof room root rope
    rough round routine row rub rude ruin rule rumor run rush sad safe salary sale salt same sand saturday save say scale scare
    scene schedule school science score scream screen sea search season seat second secret secretary section secure see seek
    seem seize sell send senior sense sentence separate sergeant serious serve service session set settle seven seventeen
    seventy several severe sex shade shadow shake shall shame shape share sharp shed sheet shelf shelter sheriff shift shine
    ship shirt shock shoe shoot shop short shot should shoulder shout show shower shrink shut shy sick side sight sign signal
    silence silent silver similar simple since sing single sink sir sister sit situation six sixteen sixty size skill skin
    skip sky slap sleep slide slight slip slot slow small smart smell smile smoke smooth snow soap sober social soft soil soldier
    solid solve some somebody somehow someone something sometimes somewhere son song soon sore sorry sort soul sound south
    space spare speak special specific speech speed spell spend spill spirit spite split spoil sport spot spread spring square
    stab stable staff stage stair stand standard star stare start state statement station stay steady steal step stick still
    stomach stone stop store storm story straight strange stranger stream street strength stress stretch strict strike string
    strip strong structure struggle stuck student study stuff stupid style subject succeed such sudden suffer sugar suggest
    suicide suit summer sun sunday supervisor supper supply support suppose sure surface surprise surround survive suspect
    swear sweat sweet swim swing switch system table tail take talk tall tap tape target task taste tax taxi tea teach team
    tear technical teen telephone tell temper temporary ten tend tense tent term terrible test text than thank that theft them
    then theory there these thick thief thin thing think third thirteen thirty this those though thought thousand threat
    threaten three throat through throw thursday ticket tie tight till time tiny tip tire title today together toilet tomorrow ton
    tone tongue tonight too tool tooth top total touch tough toward tower town toy track trade tradition traffic trail train
    transfer transport trap trash travel treat tree trial trick trip trouble truck true trust truth try tuesday turn twelve
    twenty twice twin two type ugly uncle under understand uniform union unit university unless until upon upper upset upstairs
    urban urge use used useful usual valley valuable value van various vehicle very victim video view village violent visit
    voice volunteer vote wage wait wake walk wall want war warm warn warrant wash waste watch water wave way weak wealth weapon
    wear weather wednesday week weekend weigh weight welcome well west wet what whatever wheel when whenever where wherever
    whether which while whisper white who whole whom whose why wide wife wild will win wind window wine wing winter wire wise
    wish with within without witness woman wonder wood word work worker world worry worse worst worth would wound wrap write
    wrong yard yeah year yell yellow yes yesterday yet young yours yourself youth zero zone
    ate awoke bled bought broke brought built came caught chose did done drank drew drove dug fed fell felt flew forgot fought
    found froze gave given gone got grew had heard held hid hung kept knew laid led lent lost made meant met paid ran rang rode
    rose said sang sat saw sent shook shot shown slept slid sold spent spoke spoken stole stood stuck struck sung swam swore
    taken taught thought threw told took tore understood went were woke won wore wrote
    children men women feet teeth lives knives wives selves themselves
    january february march april may june july august september october november december
    street avenue road boulevard drive lane court place square blvd ave
    street streets min mins hour hours am pm etc vs ok okay dont doesnt didnt cant couldnt wont wouldnt isnt arent wasnt werent
    hasnt havent hadnt shouldnt ive youve weve theyre were youre hes shes its thats theres whats ill youll hell shell well
"""
_ENDINGS = (
    ("s", ""), ("es", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ied", "y"), ("er", ""), ("r", ""),
    ("ers", ""), ("rs", ""), ("ier", "y"), ("est", ""), ("st", ""), ("ly", ""), ("ily", "y"), ("y", ""), ("ness", ""), ("less", ""),
    ("ful", ""), ("able", ""), ("ment", ""), ("ments", ""), ("ion", ""), ("ion", "e"), ("ions", ""), ("ions", "e"), ("ation", "e"),
    ("ings", ""), ("ally", ""), ("th", ""),
)  # fmt: skip
_BEFORE = ("un", "re", "over", "under", "out", "non", "mis", "co", "pre", "self")
_SHORTEST_STEM = 3
_SHORTEST = 3
"""Letters from which on a word can be rare."""


class Vocabulary:
    """The words that say nothing by themselves.

    Args:
        texts: Further texts whose words do not: of the field, or known to everybody.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._known = _COMMON.union(*(folded_words(text) for text in texts))
        self._told: dict[str, bool] = {}

    def is_rare(self, word: str) -> bool:
        """Whether few people would say a word: one of three letters or more that stands in no form among the common ones.

        A number is none: those that point at somebody are found as such.

        Args:
            word: Folded.
        """
        told = self._told.get(word)
        if told is None:
            told = self._told[word] = len(word) >= _SHORTEST and word.isalpha() and not self._is_known(word)
        return told

    def _is_known(self, word: str) -> bool:
        return (
            word in self._known
            or any(stem in self._known for stem in _stems(word))
            or any(
                word.startswith(before)
                and (
                    word[len(before) :] in self._known
                    or not self._known.isdisjoint(_stems(word[len(before) :]))
                )
                for before in _BEFORE
            )
        )


def _stems(word: str) -> Iterable[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)] + instead
            if len(stem) >= _SHORTEST_STEM:
                yield stem
                if not instead and len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                    yield stem[:-1]  # stopped


_COMMON = frozenset(_EVERYDAY.split()) | ORDINARY
