import { texts } from "../i18n/texts.ts";

/** Words to begin with, until a lead writes her own: shown on the card, and hers with one tap. */
export const starterTexts = texts({
  nl: {
    general: {
      start: "Goedendag, met {ik} van {organisatie}. U schreef ons, en daarom bel ik u zelf even. Schikt het nu?",
      openings: ["Ik heb gelezen wat u schreef. Ik hoor het graag van u zelf.", "Ik bel niet om iets te verkopen of uit te leggen. Ik bel om te luisteren.", "U nam de moeite om ons te schrijven. Dank u wel daarvoor. Wat zat u het meest dwars?"],
      dos: "Laat de klant uitpraten en vat samen wat je hoorde.\nVraag: wat zou u helpen?\nBeloof alleen wat je zelf in de hand hebt, met een dag erbij.",
      donts: "Niet verdedigen of uitleggen waarom het zo ging.\nNiet naar een collega of afdeling wijzen.\nNiet over het cijfer beginnen.",
    },
    detractor: {
      start: "Goedendag, met {ik} van {organisatie}. Ik las uw bericht, en het spijt me dat het zo ging. Heeft u even?",
      openings: ["Dit had beter gemoeten. Mag ik van u horen wat er precies gebeurde?", "Ik lees dat u er al vaker achteraan moest. Dat stopt nu: ik ben uw aanspreekpunt.", "Als ik het goed begrijp, wacht u nog steeds. Klopt dat? Wat zou u nu het meest helpen?"],
      dos: "Begin met sorry, zonder ‘maar’.\nSchrijf mee en zeg dat je dat doet.\nSluit af met: dit ga ik doen, en dan hoort u van mij.",
      donts: "Niet zeggen: ‘dat is ons beleid’.\nNiet om geduld vragen zonder datum.\nNiet zelf ophangen voor de klant klaar is.",
    },
    /** Who gave a score without a word. */
    silent: {
      start: "Goedendag, met {ik} van {organisatie}. U vulde onze vragenlijst in, en ik hoor graag van uzelf hoe het ging. Schikt het nu?",
      openings: ["U schreef er niets bij, en dat hoeft ook niet. Wat had beter gekund?", "Ik bel niet om iets te verkopen. Ik bel om te luisteren.", "Als u één ding mocht veranderen, wat zou dat zijn?"],
      dos: "Vraag één ding en wees dan stil.\nVat samen wat je hoorde.\nBeloof alleen wat je zelf in de hand hebt, met een dag erbij.",
      donts: "Niet over het cijfer beginnen.\nNiet raden wat er misging.",
    },
  },
  en: {
    general: {
      start: "Good day, this is {me} from {organisation}. You wrote to us, so I am calling you myself. Is this a good moment?",
      openings: ["I read what you wrote. I would like to hear it from you.", "I am not calling to sell or to explain. I am calling to listen.", "You took the trouble to write to us. Thank you. What bothered you most?"],
      dos: "Let the customer finish, and sum up what you heard.\nAsk: what would help you?\nPromise only what is in your own hands, with a day.",
      donts: "Do not defend or explain why it went that way.\nDo not point at a colleague or a department.\nDo not begin about the score.",
    },
    detractor: {
      start: "Good day, this is {me} from {organisation}. I read your message, and I am sorry that it went like this. Do you have a moment?",
      openings: ["This should have gone better. May I hear from you what happened?", "I read that you had to chase us. That stops now: I am the one you can call.", "If I understand it well, you are still waiting. Is that right? What would help you most now?"],
      dos: "Begin with sorry, without ‘but’.\nWrite along, and say that you do.\nEnd with: this is what I will do, and then you hear from me.",
      donts: "Do not say: ‘that is our policy’.\nDo not ask for patience without a date.\nDo not hang up before the customer is done.",
    },
    /** Who gave a score without a word. */
    silent: {
      start: "Good day, this is {me} from {organisation}. You filled in our survey, and I would like to hear from you how it went. Is this a good moment?",
      openings: ["You wrote nothing with it, and you need not. What could have gone better?", "I am not calling to sell. I am calling to listen.", "If you could change one thing, what would it be?"],
      dos: "Ask one thing, then be silent.\nSum up what you heard.\nPromise only what is in your own hands, with a day.",
      donts: "Do not begin about the score.\nDo not guess what went wrong.",
    },
  },
});
