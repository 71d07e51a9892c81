console.info('no declarations, so it may become a script');
