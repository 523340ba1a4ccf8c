/** Names as they stand on the doors of a Dutch housing association, by where a family comes from. */
export const names = {
  dutch: {
    first: ["Jan", "Piet", "Kees", "Henk", "Gerda", "Truus", "Annie", "Wilma", "Sjoerd", "Femke", "Jelle", "Hanneke", "Marloes", "Bram", "Lotte", "Sven", "Iris", "Niels", "Karin", "Monique", "Ingrid", "Rob", "Theo", "Ria", "Corrie", "Bert", "Ellen", "Peter", "Marja", "Joost", "Tess", "Thijs", "Roos", "Lars", "Evelien", "Frank", "Paula", "Dirk", "Nel", "Arie", "Willem", "Jolanda", "Esther", "Gijs", "Anneke", "Coen", "Mieke", "Trijntje"],
    last: ["de Jong", "Jansen", "de Vries", "van den Berg", "Bakker", "van Dijk", "Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters", "Hendriks", "van Leeuwen", "Dekker", "Brouwer", "Dijkstra", "Postma", "Wiersma", "Hofstra", "Zijlstra", "Kloosterman", "van der Veen", "van 't Hof", "ter Horst", "Oosterhuis", "Scholten", "Kuiper", "Veenstra", "Huizinga", "Bouwman", "van der Wal", "Nijboer", "Wolters", "Rozema", "Timmer", "Schuurman", "Jansen-de Wit", "Bakker-El Idrissi", "van Leeuwen-Schouten", "Hoekstra-Ramdin", "de Graaf-van Hasselt"],
  },
  moroccan: {
    first: ["Mohammed", "Khadija", "Yassine", "Naima", "Rachid", "Samira", "Hamza", "Latifa", "Mustafa", "Ilham", "Karima", "Said", "Hafida", "Bilal"],
    last: ["El Amrani", "Benali", "Bouzid", "Ouali", "El Khattabi", "Chaoui", "Azzouzi", "Bouali", "Lahlou", "Ait Taleb", "El Mansouri"],
  },
  turkish: {
    first: ["Ayşe", "Emine", "Mehmet", "Fatma", "Burak", "Zeynep", "Hüseyin", "Elif", "Kemal", "Gülsen", "Murat", "Derya"],
    last: ["Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Öztürk", "Arslan", "Doğan", "Aydın", "Koç", "Yıldız"],
  },
  caribbean: {
    first: ["Sharon", "Ricardo", "Marlon", "Chantal", "Dwight", "Rosita", "Winston", "Indra", "Anil", "Shanti", "Radjesh", "Soraya", "Giovanni", "Melinda", "Priscilla", "Lucia"],
    last: ["Ramdin", "Bhagwandin", "Kartosen", "Soekarno", "Martina", "Winklaar", "Pengel", "Tjon A Fat", "Vrede", "Jankie", "Pinas", "Sabajo", "Manuhutu", "Pattipeilohy"],
  },
  eastern: {
    first: ["Agnieszka", "Piotr", "Katarzyna", "Marek", "Magdalena", "Paweł", "Ionela", "Andrei", "Svetlana", "Oleksandr", "Natalia"],
    last: ["Nowak", "Kowalski", "Lewandowski", "Wójcik", "Zieliński", "Popescu", "Ionescu", "Kovalenko", "Shevchenko"],
  },
  middleEastern: { first: ["Ahmad", "Rania", "Omar", "Layla", "Nour", "Bassam", "Farid", "Shirin"], last: ["Al Hassan", "Haddad", "Khoury", "Darwish", "Rahimi", "Hosseini"] },
  african: { first: ["Yonas", "Selam", "Abdi", "Hodan", "Emmanuel", "Grace", "Kwame", "Amina"], last: ["Tesfay", "Ghebremedhin", "Abdullahi", "Warsame", "Mensah", "Owusu"] },
  asian: { first: ["Wei", "Mei Ling", "Thuy", "Minh", "Sanjay", "Deepa", "Siti"], last: ["Chen", "Wang", "Nguyen", "Tran", "Singh", "Tahapary"] },
  western: { first: ["Lucas", "Sofia", "Carlos", "Inês", "John", "Emily", "Nuno"], last: ["Gonçalves", "Silva", "O'Brien", "Smith-Jones", "García", "Walker"] },
} as const;

export const originWeights: Record<keyof typeof names, number> = { dutch: 62, moroccan: 8, turkish: 7, caribbean: 8, eastern: 6, middleEastern: 3, african: 2.5, asian: 2, western: 2 };

/** Complexes: what is filled in as account. */
export const complexes = ["Lindenhof", "Complex Noorderplantsoen", "Flat De Meeuw", "Flat De Zwaluw", "Korenbloemstraat e.o.", "Seniorencomplex Het Anker", "Wilgenborg", "Hof van Zuid", "Tuindorp", "Merwedestraat 2-88", "De Ooievaar", "Stadshagen Zuid", "Kastanjelaan e.o.", "Woontoren Aquarius"] as const;

export const workmen = ["Karim", "Henk", "Jeroen", "Mo", "Dennis", "de loodgieter", "de jongen", "Arjan", "Stefan", "Ali"] as const;
